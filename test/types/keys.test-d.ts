import type { JsonWebKey, KeyObject } from 'node:crypto';
import {
  createKeyPool,
  genKey,
  genKeyFile,
  type GenKeyFileOptions,
  type GenKeyOptions,
  type Key,
  type KeyFile,
  type KeyPair,
  type KeyPool,
  type KeyProgress,
  type KeyType,
  type OpenSslError,
} from 'offloop';
import * as keys from 'offloop/keys';
import { typeOf } from './type-of.js';

type Pair<Public, Private> = Promise<KeyPair<Public, Private>>;

declare const condition: boolean;

// Strings by default.
typeOf(genKey('rsa')).is<Pair<string, string>>();
typeOf(genKey('rsa')).is<Promise<KeyPair>>();
typeOf(genKey('rsa', {})).is<Pair<string, string>>();
typeOf(genKey('ec')).is<Pair<string, string>>();
typeOf(genKey('ed25519')).is<Pair<string, string>>();
typeOf(genKey('rsa', { modulusLength: 4096, publicExponent: 3 })).is<Pair<string, string>>();
typeOf(genKey('rsa-pss', { hashAlgorithm: 'sha256', saltLength: 32 })).is<Pair<string, string>>();
typeOf(genKey('ec', { namedCurve: 'P-384', paramEncoding: 'explicit' })).is<Pair<string, string>>();
typeOf(genKey('x448', { signal: AbortSignal.timeout(1000) })).is<Pair<string, string>>();
typeOf(genKey('rsa', { publicKeyEncoding: undefined })).is<Pair<string, string>>();

typeOf(genKey('dsa', { modulusLength: 3072, divisorLength: 256 })).is<Pair<string, string>>();
typeOf(genKey('dh', { group: 'modp14' })).is<Pair<string, string>>();
typeOf(genKey('dh', { prime: new Uint8Array(256), generator: 5 })).is<Pair<string, string>>();
typeOf(genKey('dh', { primeLength: 2048 })).is<Pair<string, string>>();
typeOf(genKey('ml-kem-768')).is<Pair<string, string>>();

// Each half follows its own format.
const spkiDer = { type: 'spki', format: 'der' } as const;
const pkcs8Der = { type: 'pkcs8', format: 'der' } as const;
typeOf(genKey('rsa', { publicKeyEncoding: { type: 'spki', format: 'der' } })).is<Pair<Buffer, string>>();
typeOf(genKey('rsa', { privateKeyEncoding: { type: 'pkcs1', format: 'der' } })).is<Pair<string, Buffer>>();
typeOf(genKey('ec', { privateKeyEncoding: { type: 'sec1', format: 'der' } })).is<Pair<string, Buffer>>();
typeOf(genKey('ed448', { publicKeyEncoding: spkiDer, privateKeyEncoding: pkcs8Der })).is<Pair<Buffer, Buffer>>();
typeOf(
  genKey('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  }),
).is<Pair<string, string>>();
typeOf(
  genKey('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'der', cipher: 'aes128', passphrase: Buffer.of(1), encoding: 'hex' },
  }),
).is<Pair<string, Buffer>>();

typeOf(genKey('rsa', { publicKeyEncoding: { format: 'jwk' } })).is<Pair<JsonWebKey, string>>();
typeOf(genKey('ec', { privateKeyEncoding: { format: 'jwk', type: 'sec1' } })).is<Pair<string, JsonWebKey>>();
typeOf(genKey('x448', { privateKeyEncoding: { format: 'keyObject' } })).is<Pair<string, KeyObject>>();
typeOf(
  genKey('ed25519', {
    publicKeyEncoding: { format: 'openssh', comment: 'user@host' },
    privateKeyEncoding: { format: 'openssh', comment: 'user@host', passphrase: 'secret' },
  }),
).is<Pair<string, string>>();
typeOf(genKey('rsa', { publicKeyEncoding: { type: 'spki', format: condition ? 'pem' : 'jwk' } })).is<
  Pair<string | JsonWebKey, string>
>();

typeOf(genKey('dh', { group: 'modp14', privateKeyEncoding: pkcs8Der })).is<Pair<string, Buffer>>();
typeOf(genKey('ml-dsa-65', { publicKeyEncoding: spkiDer })).is<Pair<Buffer, string>>();
typeOf(genKey('slh-dsa-shake-256s', { privateKeyEncoding: pkcs8Der })).is<Pair<string, Buffer>>();

// If the format is known only at run time, both are possible.
typeOf(genKey('rsa', { publicKeyEncoding: { type: 'spki', format: condition ? 'pem' : 'der' } })).is<
  Pair<string | Buffer, string>
>();
typeOf(genKey('rsa', { publicKeyEncoding: condition ? spkiDer : undefined })).is<Pair<string | Buffer, string>>();
declare const rsaOptions: GenKeyOptions<'rsa'>;
typeOf(genKey('rsa', rsaOptions)).is<Pair<Key, Key>>();
declare const dhOptions: keys.DhOptions;
typeOf(genKey('dh', dhOptions)).is<Pair<Key, Key>>();
declare const anyType: KeyType;
typeOf(genKey(anyType)).is<Pair<string, string>>();

// The halves are used without casts.
export async function use(): Promise<[string, Buffer]> {
  const { publicKey, privateKey } = await genKey('ec', { privateKeyEncoding: pkcs8Der });
  return [publicKey.slice(1), privateKey.subarray(1)];
}

// @ts-expect-error -- no such type of key
void genKey('RSA');
// @ts-expect-error -- a type is needed
void genKey();
// @ts-expect-error -- options are an object
void genKey('rsa', 2048);
// @ts-expect-error -- null is not an options object, as in crypto.generateKeyPair
void genKey('rsa', null);
// @ts-expect-error -- SEC 1 is for ec only
void genKey('rsa', { privateKeyEncoding: { type: 'sec1', format: 'pem' } });
// @ts-expect-error -- PKCS #1 is for rsa only
void genKey('ec', { privateKeyEncoding: { type: 'pkcs1', format: 'pem' } });
// @ts-expect-error -- PKCS #1 is for rsa only
void genKey('rsa-pss', { publicKeyEncoding: { type: 'pkcs1', format: 'pem' } });
// @ts-expect-error -- SPKI is for public keys
void genKey('ed25519', { privateKeyEncoding: { type: 'spki', format: 'pem' } });
// @ts-expect-error -- PKCS #8 is for private keys
void genKey('ed25519', { publicKeyEncoding: { type: 'pkcs8', format: 'pem' } });
// @ts-expect-error -- an encoding has a format
void genKey('ed25519', { publicKeyEncoding: { type: 'spki' } });
// @ts-expect-error -- an encoding has a type
void genKey('ed25519', { publicKeyEncoding: { format: 'pem' } });
// @ts-expect-error -- no such format
void genKey('ed25519', { publicKeyEncoding: { type: 'spki', format: 'PEM' } });
// @ts-expect-error -- a modulus has a number of bits
void genKey('rsa', { modulusLength: '2048' });
// @ts-expect-error -- a curve has a name
void genKey('ec', { namedCurve: 415 });
// @ts-expect-error -- no such encoding of the parameters
void genKey('ec', { paramEncoding: 'implicit' });
// @ts-expect-error -- a passphrase is a string or bytes
void genKey('rsa', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'des3', passphrase: 5 } });
// @ts-expect-error -- a signal is an AbortSignal
void genKey('rsa', { signal: new AbortController() });
// @ts-expect-error -- a public key is not encrypted
void genKey('rsa', { publicKeyEncoding: { type: 'spki', format: 'pem', cipher: 'des3', passphrase: 'secret' } });

// @ts-expect-error -- a comment is for OpenSSH
void genKey('rsa', { publicKeyEncoding: { type: 'spki', format: 'pem', comment: 'user@host' } });
// @ts-expect-error -- a JSON Web Key is not encrypted
void genKey('rsa', { privateKeyEncoding: { format: 'jwk', passphrase: 'secret' } });
// @ts-expect-error -- a KeyObject is not encrypted
void genKey('rsa', { privateKeyEncoding: { format: 'keyObject', cipher: 'aes-256-cbc', passphrase: 'secret' } });
// @ts-expect-error -- OpenSSH keys have a fixed cipher
void genKey('rsa', { privateKeyEncoding: { format: 'openssh', cipher: 'aes-256-cbc', passphrase: 'secret' } });
// @ts-expect-error -- PKCS #1 is for rsa only, even if the option has no effect
void genKey('ec', { publicKeyEncoding: { format: 'jwk', type: 'pkcs1' } });

// Options of another type of key, alone and beside valid ones.
// @ts-expect-error -- rsa has no curve
void genKey('rsa', { namedCurve: 'P-256' });
// @ts-expect-error -- rsa has no curve
void genKey('rsa', { modulusLength: 2048, namedCurve: 'P-256' });
// @ts-expect-error -- ec has no modulus
void genKey('ec', { namedCurve: 'P-256', modulusLength: 2048 });
// @ts-expect-error -- ed25519 has no curve to choose
void genKey('ed25519', { publicKeyEncoding: spkiDer, namedCurve: 'P-256' });
// @ts-expect-error -- only rsa-pss is restricted
void genKey('rsa', { modulusLength: 2048, saltLength: 32 });

// @ts-expect-error -- dsa has no exponent
void genKey('dsa', { modulusLength: 2048, publicExponent: 3 });
// @ts-expect-error -- dh has no modulus length
void genKey('dh', { group: 'modp14', modulusLength: 2048 });
// @ts-expect-error -- a group has a name
void genKey('dh', { group: 14 });
// @ts-expect-error -- a prime is bytes
void genKey('dh', { prime: 23 });
// @ts-expect-error -- a divisor has a number of bits
void genKey('dsa', { divisorLength: '256' });
// @ts-expect-error -- PKCS #1 is for rsa only
void genKey('dsa', { privateKeyEncoding: { type: 'pkcs1', format: 'pem' } });
// @ts-expect-error -- SEC 1 is for ec only
void genKey('ml-dsa-44', { privateKeyEncoding: { type: 'sec1', format: 'pem' } });
// @ts-expect-error -- ml-kem has nothing to choose
void genKey('ml-kem-512', { publicKeyEncoding: spkiDer, modulusLength: 2048 });
// @ts-expect-error -- no such size
void genKey('ml-kem-2048');

// A misspelt option must not turn into a key that is not encrypted.
// @ts-expect-error -- privateKeyEncoding is misspelt
void genKey('rsa', { modulusLength: 2048, privateKeyEncodng: pkcs8Der });
// @ts-expect-error -- cipher is misspelt
void genKey('rsa', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cypher: 'des3', passphrase: 'secret' } });

// A key in a file.
declare const buffer: Buffer;
declare const url: URL;
typeOf(genKeyFile('key.pem', 'ed25519')).is<Promise<KeyFile>>();
typeOf(genKeyFile(buffer, 'ec', { namedCurve: 'P-384', publicPath: url, overwrite: true })).is<Promise<KeyFile>>();
typeOf(genKeyFile(url, anyType)).is<Promise<KeyFile>>();
declare const fileOptions: GenKeyFileOptions<'rsa'>;
typeOf(genKeyFile('key.pem', 'rsa', fileOptions)).is<Promise<KeyFile>>();
declare const keyFile: KeyFile;
typeOf(keyFile).is<{ publicKey: string; fingerprint: string }>();

// @ts-expect-error -- a path is needed
void genKeyFile('ed25519');
// @ts-expect-error -- a path is not a number
void genKeyFile(5, 'ed25519');
// @ts-expect-error -- rsa has no curve
void genKeyFile('key.pem', 'rsa', { namedCurve: 'P-256' });
// @ts-expect-error -- overwrite is misspelt
void genKeyFile('key.pem', 'rsa', { overwite: true });
// @ts-expect-error -- cipher is misspelt
void genKeyFile('key.pem', 'rsa', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cypher: 'des3' } });

// The subpath has the same names.
typeOf(keys.genKeyFile).is<typeof genKeyFile>();
typeOf(keys.genKey).is<typeof genKey>();
typeOf<keys.KeyPair>({ publicKey: '', privateKey: '' }).is<KeyPair>();

declare const error: OpenSslError;
typeOf(error.code).is<string>();
typeOf(error.library).is<string>();
typeOf(error.reason).is<string>();
typeOf(error.opensslErrorStack).is<string[]>();

// A pool returns the same types as genKey.
typeOf(createKeyPool('rsa')).is<KeyPool>();
typeOf(createKeyPool('rsa').take()).is<Promise<KeyPair>>();
typeOf(createKeyPool('rsa', {}).take()).is<Promise<KeyPair>>();
typeOf(createKeyPool('rsa', { size: 5 }).take()).is<Promise<KeyPair>>();
typeOf(createKeyPool('rsa', { modulusLength: 4096, size: 5, signal: AbortSignal.timeout(1) }).take()).is<
  Promise<KeyPair>
>();
const derPool = createKeyPool('ed448', { publicKeyEncoding: spkiDer, privateKeyEncoding: pkcs8Der, size: 5 });
typeOf(derPool).is<KeyPool<KeyPair<Buffer, Buffer>>>();
typeOf(derPool.take({ signal: AbortSignal.timeout(1) })).is<Pair<Buffer, Buffer>>();
typeOf(createKeyPool(anyType, { size: 1 }).take()).is<Promise<KeyPair>>();
typeOf(derPool.available).is<number>();
typeOf(derPool.ref().unref()).is<typeof derPool>();
typeOf(derPool.close()).is<Promise<void>>();
typeOf(derPool[Symbol.asyncDispose]()).is<Promise<void>>();
// @ts-expect-error -- a size is a number
createKeyPool('rsa', { size: '5' });
// @ts-expect-error -- size is misspelt
createKeyPool('rsa', { modulusLength: 2048, sice: 5 });
// @ts-expect-error -- ec has no modulus
createKeyPool('ec', { size: 5, modulusLength: 2048 });
// @ts-expect-error -- genKey has no size
void genKey('rsa', { modulusLength: 2048, size: 5 });
// @ts-expect-error -- available is read-only
derPool.available = 5;

// onProgress gets a step.
void genKey('rsa', {
  modulusLength: 2048,
  onProgress: (step) => {
    typeOf(step).is<KeyProgress>();
    typeOf(step.phase).is<'searching' | 'testing' | 'found'>();
    typeOf(step.count).is<number>();
  },
});
typeOf(genKey('ed25519', { onProgress: () => undefined })).is<Pair<string, string>>();
createKeyPool('rsa', { size: 5, onProgress: ({ phase }) => phase });
// @ts-expect-error -- a listener is a function
void genKey('rsa', { onProgress: 'found' });
