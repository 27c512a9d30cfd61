#pragma once

#include <cstddef>
#include <cstdint>

namespace offloop {

// Decodes UTF-8 as in the Encoding Standard: each maximal ill-formed subsequence becomes one U+FFFD.
//
// https://encoding.spec.whatwg.org/#utf-8-decoder

template <typename Unit>
struct Decoded {
  const uint8_t* in;  // the first byte that has not been decoded
  Unit* out;          // the place of the next unit
};

// The number of ASCII bytes at the beginning.
size_t AsciiPrefix(const uint8_t* in, size_t size);

// Decodes up to the end or up to a character that the end cuts off; up to the end if these are the `last` bytes. `out`
// needs space for as many units as there are bytes.
Decoded<uint16_t> Utf8ToUtf16(const uint8_t* in, const uint8_t* end, uint16_t* out, bool last);

// Decodes up to the end, up to a character that the end cuts off, or up to the first character outside of Latin-1.
Decoded<uint8_t> Utf8ToLatin1(const uint8_t* in, const uint8_t* end, uint8_t* out);

}  // namespace offloop
