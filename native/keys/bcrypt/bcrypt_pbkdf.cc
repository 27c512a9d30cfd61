#include "bcrypt_pbkdf.h"

#include <algorithm>

#include "blowfish.h"

namespace offloop {

namespace {

constexpr size_t kWords = 8;
constexpr size_t kBlock = kWords * sizeof(uint32_t);

Secret Sha512(const OpenSslSession& openssl, const Secret& bytes) {
  Secret digest(64);
  if (openssl->EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, openssl->EVP_sha512(), nullptr) != 1) {
    FailCrypto(openssl, "digest the passphrase");
  }
  return digest;
}

// bcrypt with a fixed cost and another text, of a passphrase and a salt that are digests.
Secret BcryptHash(const Secret& passphrase, const Secret& salt) {
  Blowfish cipher;
  cipher.Expand(passphrase, salt);
  for (int i = 0; i < 64; ++i) {
    cipher.Expand(salt);
    cipher.Expand(passphrase);
  }
  Secret hash(kBlock);
  uint8_t* out = hash.data();
  // "OxychromaticBlowfishSwatDynamite", two words at a time.
  static constexpr uint32_t kText[kWords] = {0x4f787963, 0x68726f6d, 0x61746963, 0x426c6f77,
                                             0x66697368, 0x53776174, 0x44796e61, 0x6d697465};
  for (size_t word = 0; word < kWords; word += 2) {
    uint32_t left = kText[word];
    uint32_t right = kText[word + 1];
    for (int i = 0; i < 64; ++i) cipher.Encrypt(left, right);
    // Little-endian, unlike the rest of Blowfish.
    for (const uint32_t half : {left, right}) {
      for (int shift = 0; shift < 32; shift += 8) *out++ = static_cast<uint8_t>(half >> shift);
    }
  }
  return hash;
}

// The XOR of one hash per round, each salted with the previous one.
Secret DeriveBlock(const OpenSslSession& openssl, const Secret& passphrase, const Secret& salt, uint32_t rounds,
                   const JobContext& context) {
  Secret hash = BcryptHash(passphrase, Sha512(openssl, salt));
  Secret block(hash.data(), hash.size());
  for (uint32_t round = 1; round < rounds; ++round) {
    // A hash takes two milliseconds.
    if (context.cancelled() || OpenSslSession::Ending()) throw Cancelled{};
    hash = BcryptHash(passphrase, Sha512(openssl, hash));
    for (size_t i = 0; i < kBlock; ++i) block.data()[i] ^= hash.data()[i];
  }
  return block;
}

}  // namespace

Secret BcryptPbkdf(const OpenSslSession& openssl, const Secret& passphrase, const Secret& salt, uint32_t rounds,
                   size_t size, const JobContext& context) {
  const Secret digest = Sha512(openssl, passphrase);
  const size_t blocks = (size + kBlock - 1) / kBlock;
  Secret key(size);
  for (uint32_t number = 0; number < blocks; ++number) {
    Secret numbered_salt(salt.data(), salt.size());
    const uint8_t big_endian[] = {0, 0, 0, static_cast<uint8_t>(number + 1)};
    numbered_salt.Append(big_endian, sizeof big_endian);
    const Secret block = DeriveBlock(openssl, digest, numbered_salt, rounds, context);
    // The bytes of the blocks are interleaved.
    for (size_t i = 0; i * blocks + number < size; ++i) key.data()[i * blocks + number] = block.data()[i];
  }
  return key;
}

}  // namespace offloop
