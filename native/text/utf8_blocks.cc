#include "utf8_blocks.h"

#include "utf8_vector.h"

#ifdef OFFLOOP_VECTOR

#include <cstring>

namespace offloop {

namespace {

// Each byte of a block yields one unit or none, depending on the three bytes before it. The last byte of a character
// yields its unit; the last two bytes of a character outside of the BMP yield its surrogates. A unit is computed for
// every byte, and then those of bytes that yield none are removed, eight at a time.

// For each subset of eight units: the shuffle that moves them together, and how many they are.
struct Kept {
  alignas(16) uint8_t from[256][16];
  uint8_t count[256];
};

constexpr Kept MakeKept() {
  Kept kept{};
  for (int set = 0; set < 256; ++set) {
    int to = 0;
    for (int from = 0; from < 8; ++from) {
      if ((set >> from & 1) == 0) continue;
      kept.from[set][to++] = static_cast<uint8_t>(2 * from);
      kept.from[set][to++] = static_cast<uint8_t>(2 * from + 1);
    }
    kept.count[set] = static_cast<uint8_t>(to / 2);
  }
  return kept;
}

constexpr Kept kKept = MakeKept();

OFFLOOP_VECTOR inline Bytes All(int byte) { return Bytes{} + static_cast<uint8_t>(byte); }

// Sets all bits of a byte where the condition holds.
OFFLOOP_VECTOR inline Bytes Equal(Bytes a, Bytes b) { return reinterpret_cast<Bytes>(a == b); }
OFFLOOP_VECTOR inline Bytes IsContinuation(Bytes bytes) { return Equal(bytes & All(0xc0), All(0x80)); }

struct Window {
  Bytes bytes, before1, before2, before3;
};

// The longest characters in a window.
enum class Longest { kTwo, kThree, kFour };

// Whether the block is well-formed after the bytes before it: table 3-7 of the Unicode Standard.
template <Longest longest>
OFFLOOP_VECTOR inline bool IsWellFormed(const Window& window) {
  Bytes continues = AtLeast(window.before1, 0xc0);
  // The top bit of a byte says that it is wrong.
  Bytes wrong = Equal(window.bytes & All(0xfe), All(0xc0));
  if (longest >= Longest::kThree) {
    continues |= AtLeast(window.before2, 0xe0);
    // E0 goes on with A0 to BF, ED with 80 to 9F.
    const Bytes from_a0 = window.bytes << 2;
    wrong |= Equal(window.before1, All(0xe0)) & ~from_a0;
    wrong |= Equal(window.before1, All(0xed)) & from_a0;
  }
  if (longest == Longest::kFour) {
    continues |= AtLeast(window.before3, 0xf0);
    wrong |= AtLeast(window.bytes, 0xf5);
    // F0 goes on with 90 to BF, F4 with 80 to 8F.
    const Bytes below_90 = Equal(window.bytes & All(0x30), Bytes{});
    wrong |= Equal(window.before1, All(0xf0)) & below_90;
    wrong |= Equal(window.before1, All(0xf4)) & ~below_90;
  }
  return !HasTop(wrong | (continues ^ IsContinuation(window.bytes)));
}

// The units' low and high bytes.
struct Units {
  Bytes low, high;
};

template <Longest longest>
OFFLOOP_VECTOR inline Units UnitsOf(const Window& window) {
  const Bytes is_continuation = IsContinuation(window.bytes);
  const Bytes low = (window.bytes & All(0x3f)) | window.before1 << 6;
  Bytes high = window.before1 >> 2 & All(0x0f);
  if (longest >= Longest::kThree) high |= window.before2 << 4 & Spread(AtLeast(window.before2, 0xe0));
  return {Select(is_continuation, low, window.bytes), high & is_continuation};
}

// Replaces the units of the third and the fourth byte of a four-byte character with its surrogates.
OFFLOOP_VECTOR inline void AddSurrogates(const Window& window, Units& units) {
  const Bytes third = Spread(AtLeast(window.before2, 0xf0));
  const Bytes fourth = Spread(AtLeast(window.before3, 0xf0));
  // D800 + ((c - 10000) >> 10) is D7C0 + (c >> 10), whose low byte may carry.
  const Bytes bits = window.before1 << 2 | (window.bytes >> 4 & All(0x03));
  const Bytes no_carry = reinterpret_cast<Bytes>(bits < All(0x40));
  const Bytes lead_high = (window.before2 & All(0x07)) + All(0xd8) + no_carry;
  const Bytes trail_high = (units.high & All(0x03)) | All(0xdc);
  units.low = Select(third, bits - All(0x40), units.low);
  units.high = Select(third, lead_high, units.high);
  units.high = Select(fourth, trail_high, units.high);
}

// Stores the kept units, eight at a time.
template <int part = 0, typename Unit>
OFFLOOP_VECTOR inline Unit* StoreKept(const Units& units, uint32_t kept, Unit* out) {
  const uint32_t set = kept >> 8 * part & 0xff;
  Store(Shuffle(EightOf<part>(units.low, units.high), kKept.from[set]), out);
  out += kKept.count[set];
  if constexpr (part + 1 < kBlock / 8) return StoreKept<part + 1>(units, kept, out);
  return out;
}

// Moves back to the beginning of a character that the end of the last block cuts off.
template <typename Unit>
Decoded<Unit> UpToLastCharacter(const uint8_t* begin, const uint8_t* in, Unit* out) {
  if (in - begin >= 1 && in[-1] >= 0xc0) return {in - 1, out};
  if (in - begin >= 2 && in[-2] >= 0xe0) return {in - 2, out};
  // Its first surrogate has been stored already.
  if (in - begin >= 3 && in[-3] >= 0xf0) return {in - 3, out - 1};
  return {in, out};
}

// Decodes one block; nullptr if it is ill-formed.
template <Longest longest, typename Unit>
OFFLOOP_VECTOR inline Unit* DecodeBlock(const Window& window, Unit* out) {
  if (!IsWellFormed<longest>(window)) return nullptr;
  Units units = UnitsOf<longest>(window);
  if (longest == Longest::kFour) AddSurrogates(window, units);
  // Lead bytes yield no unit, nor do the second bytes of three or four.
  Bytes dropped = AtLeast(window.bytes, 0xc0);
  if (longest >= Longest::kThree) dropped |= AtLeast(window.before1, 0xe0);
  return StoreKept(units, ~Tops(dropped), out);
}

OFFLOOP_VECTOR inline uint8_t* DecodeBlock(Bytes bytes, const uint8_t* at, uint8_t* out) {
  if (HasTop(AtLeast(bytes, 0xc4))) return nullptr;
  return DecodeBlock<Longest::kTwo>(Window{bytes, Load(at - 1), bytes, bytes}, out);
}

OFFLOOP_VECTOR inline uint16_t* DecodeBlock(Bytes bytes, const uint8_t* at, uint16_t* out) {
  const Window window{bytes, Load(at - 1), Load(at - 2), Load(at - 3)};
  // The largest lead byte in the window bounds the length of characters. Shorter characters take half of the work.
  const Bytes longest = Larger(bytes, window.before3);
  if (!HasTop(AtLeast(longest, 0xe0))) return DecodeBlock<Longest::kTwo>(window, out);
  if (!HasTop(AtLeast(longest, 0xf0))) return DecodeBlock<Longest::kThree>(window, out);
  return DecodeBlock<Longest::kFour>(window, out);
}

template <typename Unit>
OFFLOOP_VECTOR Decoded<Unit> Decode(const uint8_t* const begin, const uint8_t* end, Unit* out) {
  if (end - begin < kBlock) return {begin, out};
  // The bytes before the first block have been decoded, and may be ill-formed: zeros take their place.
  uint8_t first[kBlock + kBlock] = {};
  std::memcpy(first + kBlock, begin, kBlock);
  const uint8_t* at = first + kBlock;
  const uint8_t* in = begin;
  for (; end - in >= kBlock; in += kBlock, at = in) {
    const Bytes bytes = Load(at);
    if (!HasTop(bytes) && at[-1] < 0x80) {
      StoreAll(bytes, out);
      out += kBlock;
      continue;
    }
    Unit* const next = DecodeBlock(bytes, at, out);
    if (next == nullptr) break;
    out = next;
  }
  return UpToLastCharacter(begin, in, out);
}

}  // namespace

Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint16_t* out) {
  return HasVector() ? Decode(in, end, out) : Decoded<uint16_t>{in, out};
}

Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint8_t* out) {
  return HasVector() ? Decode(in, end, out) : Decoded<uint8_t>{in, out};
}

}  // namespace offloop

#else

namespace offloop {

Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t*, uint16_t* out) { return {in, out}; }
Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t*, uint8_t* out) { return {in, out}; }

}  // namespace offloop

#endif
