/** Decodes UTF-8 according to the Encoding Standard, and keeps a byte order mark. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Describes the first difference of two long texts. vitest's own comparison would take minutes. */
export function firstDifference(actual: string, expected: string): string | undefined {
  if (actual === expected) return undefined;
  let at = 0;
  while (actual[at] === expected[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 10), at + 10));
  return `lengths ${actual.length}, ${expected.length}; at ${at}: ${around(actual)}, expected ${around(expected)}`;
}
