/** UTF-8 as the Encoding Standard decodes it, a byte order mark kept. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Where two long texts differ first, in words: a comparison of vitest's own would take minutes. */
export function firstDifference(actual: string, expected: string): string | undefined {
  if (actual === expected) return undefined;
  let at = 0;
  while (actual[at] === expected[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 10), at + 10));
  return `lengths ${actual.length}, ${expected.length}; at ${at}: ${around(actual)}, expected ${around(expected)}`;
}
