/** Names in the spelling of OpenSSL or NIST, which every Node accepts. */
const USUAL_SPELLING = /^(?:[BKP]-\d+|prime\d+v\d|sec[pt]\d+[kr]\d)$/;

let looksUpByOpenSsl: boolean | undefined;

/**
 * Whether the running Node lets OpenSSL look up a name that is neither OpenSSL's short name of an object nor NIST's
 * name of a curve. Newer versions do, and OpenSSL ignores the case of curve names.
 */
export function asksOpenSsl(curve: string): boolean {
  if (USUAL_SPELLING.test(curve)) return false;
  return (looksUpByOpenSsl ??= doesNodeTake('PRIME256V1'));
}

/** Node checks the curve before the cipher. So an unknown cipher gives the answer without a key being made. */
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
