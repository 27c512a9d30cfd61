#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>

#include "../../memory/secret.h"

namespace offloop {

// Writes DER (ITU-T X.690) without a copy that is left behind: OpenSSL's own writers free keys without zeroing them.

// The elements of ASN.1 that keys are made of, by their first byte.
enum class DerTag : uint8_t {
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kNull = 0x05,
  kSequence = 0x30,
  kContext0 = 0xa0,
  kContext1 = 0xa1,
};

// An element, and what it is made of, one after the other.
Secret Der(DerTag tag, std::initializer_list<Secret> contents);

// A number that is not negative, from its bytes, the highest first.
Secret DerInteger(const Secret& number);
Secret DerInteger(uint8_t number);

// Whole bytes of bits.
Secret DerBitString(Secret bytes);

// The element at a place within the contents of another.
Secret DerChild(const Secret& element, size_t index);

}  // namespace offloop
