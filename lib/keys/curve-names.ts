/** Names that are spelt as OpenSSL or NIST spells such names: whether their case matters makes no difference. */
const USUAL_SPELLING = /^(?:[BKP]-\d+|prime\d+v\d|sec[pt]\d+[kr]\d)$/;

let looksUpByOpenSsl: boolean | undefined;

/**
 * Whether the running Node has OpenSSL look up a name that is neither OpenSSL's short name for an object nor NIST's for a
 * curve. Newer versions do, and OpenSSL takes the names of curves in any case.
 */
export function asksOpenSsl(curve: string): boolean {
  if (USUAL_SPELLING.test(curve)) return false;
  return (looksUpByOpenSsl ??= doesNodeTake('PRIME256V1'));
}

/** Node finds a curve unknown before it finds a cipher unknown; so it answers without making a key. */
function doesNodeTake(namedCurve: string): boolean {
  const { generateKeyPairSync } = process.getBuiltinModule('node:crypto');
  try {
    generateKeyPairSync('ec', {
      namedCurve,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der', cipher: 'none', passphrase: 'none' },
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_CRYPTO_UNKNOWN_CIPHER';
  }
  return false;
}
