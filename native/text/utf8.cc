#include "utf8.h"

#include <algorithm>
#include <cstring>

#include "utf8_blocks.h"

namespace offloop {

namespace {

constexpr uint64_t kTopBits = 0x8080808080808080;
// After a block that cannot be decoded as a whole, this many bytes are decoded one by one before the next block.
constexpr ptrdiff_t kOneByOne = 32;
constexpr uint16_t kReplacement = 0xfffd;

struct Lead {
  int more;           // the number of continuation bytes; -1: not a lead byte
  uint8_t low, high;  // the range of the next byte
};

// Table 3-7 of the Unicode Standard.
Lead LeadOf(uint8_t byte) {
  if (byte < 0xc2 || byte > 0xf4) return {-1, 0, 0};
  if (byte < 0xe0) return {1, 0x80, 0xbf};
  if (byte < 0xf0) {
    return {2, static_cast<uint8_t>(byte == 0xe0 ? 0xa0 : 0x80), static_cast<uint8_t>(byte == 0xed ? 0x9f : 0xbf)};
  }
  return {3, static_cast<uint8_t>(byte == 0xf0 ? 0x90 : 0x80), static_cast<uint8_t>(byte == 0xf4 ? 0x8f : 0xbf)};
}

uint16_t* Append(uint32_t character, uint16_t* out) {
  if (character < 0x10000) {
    *out++ = static_cast<uint16_t>(character);
  } else {
    *out++ = static_cast<uint16_t>(0xd7c0 + (character >> 10));
    *out++ = static_cast<uint16_t>(0xdc00 + (character & 0x3ff));
  }
  return out;
}

// Decodes one non-ASCII character, or replaces one maximal ill-formed subsequence with U+FFFD. Returns the position
// after it, or nullptr if the input ends inside a character.
const uint8_t* DecodeOne(const uint8_t* in, const uint8_t* end, uint16_t*& out, bool last) {
  Lead lead = LeadOf(*in);
  uint32_t character = *in++;
  if (lead.more > 0) character &= 0x3f >> lead.more;
  for (int i = 0; i < lead.more; ++i) {
    if (in == end && !last) return nullptr;
    if (in == end || *in < lead.low || *in > lead.high) {
      character = kReplacement;
      break;
    }
    character = character << 6 | (*in++ & 0x3f);
    lead.low = 0x80;
    lead.high = 0xbf;
  }
  out = Append(lead.more < 0 ? kReplacement : character, out);
  return in;
}

template <typename Unit>
void DecodeAscii(const uint8_t*& in, const uint8_t* end, Unit*& out) {
  const size_t size = AsciiPrefix(in, static_cast<size_t>(end - in));
  out = std::copy(in, in + size, out);
  in += size;
}

// `decode_one` decodes one non-ASCII character and returns the position after it, or nullptr to stop.
template <typename Unit, typename DecodeOne>
Decoded<Unit> Decode(const uint8_t* in, const uint8_t* end, Unit* out, DecodeOne decode_one) {
  while (in < end) {
    const Decoded<Unit> decoded = DecodeBlocks(in, end, out);
    in = decoded.in;
    out = decoded.out;
    const uint8_t* const stop = in + std::min(kOneByOne, end - in);
    while (in < stop) {
      DecodeAscii(in, stop, out);
      if (in == stop) break;
      const uint8_t* const next = decode_one(in, out);
      if (next == nullptr) return {in, out};
      in = next;
    }
  }
  return {in, out};
}

}  // namespace

size_t AsciiPrefix(const uint8_t* in, size_t size) {
  size_t at = 0;
  // Enough at a time for the compiler to vectorize the loop.
  for (; size - at >= 64; at += 64) {
    uint64_t words[8];
    std::memcpy(words, in + at, sizeof words);
    uint64_t any = 0;
    for (const uint64_t word : words) any |= word;
    if ((any & kTopBits) != 0) break;
  }
  for (; size - at >= 8; at += 8) {
    uint64_t word;
    std::memcpy(&word, in + at, sizeof word);
    if ((word & kTopBits) != 0) break;
  }
  while (at < size && in[at] < 0x80) ++at;
  return at;
}

Decoded<uint16_t> Utf8ToUtf16(const uint8_t* in, const uint8_t* end, uint16_t* out, bool last) {
  return Decode(in, end, out, [end, last](const uint8_t* at, uint16_t*& to) { return DecodeOne(at, end, to, last); });
}

Decoded<uint8_t> Utf8ToLatin1(const uint8_t* in, const uint8_t* end, uint8_t* out) {
  return Decode(in, end, out, [end](const uint8_t* at, uint8_t*& to) -> const uint8_t* {
    const bool is_latin1 = (*at & 0xfe) == 0xc2 && end - at >= 2 && (at[1] & 0xc0) == 0x80;
    if (!is_latin1) return nullptr;
    *to++ = static_cast<uint8_t>(*at << 6 | (at[1] & 0x3f));
    return at + 2;
  });
}

}  // namespace offloop
