import { generateKeyPairSync } from 'node:crypto';
import { genKey, type KeyPair, type KeyType } from 'offloop';

/** `genKey` for options from a table, or that its types would refuse. */
export const genAnyKey = genKey as (type: any, options?: any) => Promise<KeyPair<string | Buffer, string | Buffer>>;

export interface KeyCase {
  name: string;
  type: KeyType;
  /** The options without the encodings. */
  options: { modulusLength?: number; namedCurve?: string; paramEncoding?: 'named' | 'explicit'; group?: string };
}

/** Whether node:crypto supports the type. */
export function isKnownToNode(type: string): boolean {
  try {
    generateKeyPairSync(type as 'ed25519');
    return true;
  } catch {
    return false;
  }
}

/**
 * Every type of key, of the post-quantum types one of each family if the running Node supports it. For `ec` the curves
 * of NIST and one other, with both encodings of the parameters.
 */
export const keyCases: readonly KeyCase[] = [
  { name: 'rsa', type: 'rsa', options: { modulusLength: 1024 } },
  { name: 'rsa-pss', type: 'rsa-pss', options: { modulusLength: 1024 } },
  ...['P-256', 'P-384', 'P-521', 'secp256k1'].flatMap((namedCurve) =>
    (['named', 'explicit'] as const).map((paramEncoding): KeyCase => {
      return { name: `ec ${namedCurve} ${paramEncoding}`, type: 'ec', options: { namedCurve, paramEncoding } };
    }),
  ),
  ...(['ed25519', 'ed448', 'x25519', 'x448'] as const).map((type): KeyCase => ({ name: type, type, options: {} })),
  // The minimum of OpenSSL, because it searches for two primes each time.
  { name: 'dsa', type: 'dsa', options: { modulusLength: 1000 } },
  { name: 'dh', type: 'dh', options: { group: 'modp5' } },
  ...(['ml-kem-512', 'ml-dsa-44', 'slh-dsa-sha2-128f'] as const)
    .filter(isKnownToNode)
    .map((type): KeyCase => ({ name: type, type, options: {} })),
];

export interface PublicCase {
  name: string;
  encoding: { type: 'spki' | 'pkcs1'; format: 'pem' | 'der' };
}

export interface PrivateCase {
  name: string;
  encoding: { type: 'pkcs8' | 'pkcs1' | 'sec1'; format: 'pem' | 'der'; cipher?: string; passphrase?: string };
}

const FORMATS = ['pem', 'der'] as const;
const CIPHERS = [undefined, 'aes-256-cbc', 'aes-192-cbc', 'aes-128-cbc', 'des-ede3-cbc', 'des3'];

export const passphrase = 'correct horse, naïve staple';

/** Every encoding of the public half of such a key. */
export function publicCases(type: KeyType): PublicCase[] {
  const types = type === 'rsa' ? (['spki', 'pkcs1'] as const) : (['spki'] as const);
  return types.flatMap((type) => FORMATS.map((format) => ({ name: `${type} ${format}`, encoding: { type, format } })));
}

/** Every encoding of the private half of such a key, encrypted and not. */
export function privateCases(type: KeyType): PrivateCase[] {
  const own = ({ rsa: ['pkcs1'], ec: ['sec1'] } as const)[type as string] ?? [];
  const all = (['pkcs8', ...own] as const).flatMap((type) =>
    FORMATS.flatMap((format) =>
      CIPHERS.map((cipher): PrivateCase => {
        const name = `${type} ${format}, ${cipher ?? 'not encrypted'}`;
        return { name, encoding: { type, format, ...(cipher === undefined ? {} : { cipher, passphrase }) } };
      }),
    ),
  );
  // PKCS #1 and SEC 1 can be encrypted only through the headers of PEM.
  return all.filter(
    ({ encoding }) => encoding.cipher === undefined || encoding.type === 'pkcs8' || encoding.format === 'pem',
  );
}

/** Whether such keys agree on a secret, and do not sign or encapsulate. */
export function isAgreeing(type: KeyType): boolean {
  return type === 'dh' || type.startsWith('x');
}

/** The digest for signatures, null if the algorithm has its own. */
export function digestOf(type: KeyType): 'sha256' | null {
  return type.startsWith('ed') || type.includes('-dsa-') ? null : 'sha256';
}
