#pragma once

#include <cstddef>
#include <cstdint>

namespace offloop {

// UTF-8 as the Encoding Standard decodes it: each maximal part of what is no character is one U+FFFD.
//
// https://encoding.spec.whatwg.org/#utf-8-decoder

template <typename Unit>
struct Decoded {
  const uint8_t* in;  // what has not been decoded
  Unit* out;          // where the next unit goes
};

// How many bytes of ASCII it begins with.
size_t AsciiPrefix(const uint8_t* in, size_t size);

// Decodes up to the end, or up to a character that is cut off there unless these are the `last` bytes. Needs room for as
// many units as there are bytes.
Decoded<uint16_t> Utf8ToUtf16(const uint8_t* in, const uint8_t* end, uint16_t* out, bool last);

// Decodes up to the end or a character that is cut off there, or up to the first that Latin-1 does not have.
Decoded<uint8_t> Utf8ToLatin1(const uint8_t* in, const uint8_t* end, uint8_t* out);

}  // namespace offloop
