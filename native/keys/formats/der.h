#pragma once

#include <cstdint>
#include <initializer_list>
#include <utility>

#include "../../memory/secret.h"

namespace offloop {

// Writes DER (ITU-T X.690) into memory that is zeroed. OpenSSL's encoders free copies of a key without zeroing them.

// The first bytes of the ASN.1 elements that occur in keys.
enum class DerTag : uint8_t {
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kNull = 0x05,
  kSequence = 0x30,
  kContext0 = 0xa0,
  kContext1 = 0xa1,
};

// An element with these contents, concatenated.
Secret Der(DerTag tag, std::initializer_list<Secret> contents);

// A non-negative number, from its big-endian bytes.
Secret DerInteger(const Secret& number);
Secret DerInteger(uint8_t number);

// A bit string of whole bytes.
Secret DerBitString(Secret bytes);

// The element at an index within the contents of another.
Secret DerChild(const Secret& element, size_t index);

}  // namespace offloop
