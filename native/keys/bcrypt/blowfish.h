#pragma once

#include "../../memory/secret.h"
#include "pi.h"

namespace offloop {

// The cipher that bcrypt is made of: B. Schneier, "Description of a New Variable-Length Key, 64-Bit Block Cipher
// (Blowfish)", 1993. Its keys are set up as in N. Provos and D. Mazières, "A Future-Adaptable Password Scheme", 1999.
class Blowfish {
 public:
  Blowfish() : state_(Pi()) {}
  ~Blowfish() { Wipe(&state_, sizeof state_); }
  Blowfish(const Blowfish&) = delete;
  Blowfish& operator=(const Blowfish&) = delete;

  // Mixes a key into the state, and a salt; both are 64 bytes.
  void Expand(const Secret& key, const Secret& salt);
  void Expand(const Secret& key);

  void Encrypt(uint32_t& left, uint32_t& right) const;

 private:
  void MixIn(const Secret& key);
  void Renew(const uint8_t* salt);
  uint32_t Scramble(uint32_t half) const;

  // The keys of the 16 rounds and two more, then four boxes of 256 words.
  PiFraction state_;
};

}  // namespace offloop
