#pragma once

#include "../../memory/secret.h"
#include "pi.h"

namespace offloop {

// The cipher of bcrypt: B. Schneier, "Description of a New Variable-Length Key, 64-Bit Block Cipher (Blowfish)", 1993.
// The key setup is that of N. Provos and D. Mazières, "A Future-Adaptable Password Scheme", 1999.
class Blowfish {
 public:
  Blowfish() : state_(Pi()) {}
  ~Blowfish() { Wipe(&state_, sizeof state_); }
  Blowfish(const Blowfish&) = delete;
  Blowfish& operator=(const Blowfish&) = delete;

  // Mixes a key and a salt of 64 bytes each into the state.
  void Expand(const Secret& key, const Secret& salt);
  void Expand(const Secret& key);

  void Encrypt(uint32_t& left, uint32_t& right) const;

 private:
  void MixIn(const Secret& key);
  void Renew(const uint8_t* salt);
  uint32_t Scramble(uint32_t half) const;

  // 18 round keys, then four S-boxes of 256 words.
  PiFraction state_;
};

}  // namespace offloop
