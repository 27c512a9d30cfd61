#include "blowfish.h"

namespace offloop {

namespace {

constexpr size_t kRounds = 16;
constexpr size_t kRoundKeys = kRounds + 2;
constexpr size_t kBox = 256;

// Word `i` of a cyclic sequence of 64 bytes.
uint32_t Word(const uint8_t* bytes, size_t i) {
  const uint8_t* at = bytes + i % 16 * 4;
  return static_cast<uint32_t>(at[0]) << 24 | static_cast<uint32_t>(at[1]) << 16 | static_cast<uint32_t>(at[2]) << 8 |
         at[3];
}

}  // namespace

uint32_t Blowfish::Scramble(uint32_t half) const {
  const uint32_t* boxes = state_.data() + kRoundKeys;
  return ((boxes[half >> 24] + boxes[kBox + (half >> 16 & 0xff)]) ^ boxes[2 * kBox + (half >> 8 & 0xff)]) +
         boxes[3 * kBox + (half & 0xff)];
}

void Blowfish::Encrypt(uint32_t& left, uint32_t& right) const {
  uint32_t l = left;
  uint32_t r = right;
  for (size_t round = 0; round < kRounds; round += 2) {
    l ^= state_[round];
    r ^= Scramble(l) ^ state_[round + 1];
    l ^= Scramble(r);
  }
  left = r ^ state_[kRounds + 1];
  right = l ^ state_[kRounds];
}

void Blowfish::MixIn(const Secret& key) {
  for (size_t i = 0; i < kRoundKeys; ++i) state_[i] ^= Word(key.data(), i);
}

void Blowfish::Renew(const uint8_t* salt) {
  uint32_t left = 0;
  uint32_t right = 0;
  for (size_t i = 0; i < state_.size(); i += 2) {
    left ^= Word(salt, i);
    right ^= Word(salt, i + 1);
    Encrypt(left, right);
    state_[i] = left;
    state_[i + 1] = right;
  }
}

void Blowfish::Expand(const Secret& key, const Secret& salt) {
  MixIn(key);
  Renew(salt.data());
}

void Blowfish::Expand(const Secret& key) {
  static constexpr uint8_t kNoSalt[64] = {};
  MixIn(key);
  Renew(kNoSalt);
}

}  // namespace offloop
