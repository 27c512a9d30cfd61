#include "utf8_blocks.h"

#if defined(__x86_64__) && !defined(OFFLOOP_PORTABLE)

#include <immintrin.h>

#include <array>
#include <cstring>

#define OFFLOOP_AVX2 __attribute__((target("avx2,popcnt")))

namespace offloop {

namespace {

// Every byte of a block is looked at with the three before it, and stands for one unit of the text or none: the last byte
// of a character stands for it, of one outside the BMP the last two stand for its surrogates. Units are computed for all
// bytes alike; then the bytes that stand for none are taken out, eight at a time.

constexpr int kBlock = 32;

// For each set of eight units to be kept, how a shuffle brings them together.
struct Shuffles {
  uint8_t bytes[256][16];
};

constexpr Shuffles MakeShuffles() {
  Shuffles shuffles{};
  for (int kept = 0; kept < 256; ++kept) {
    int to = 0;
    for (int from = 0; from < 8; ++from) {
      if ((kept >> from & 1) == 0) continue;
      shuffles.bytes[kept][to++] = static_cast<uint8_t>(2 * from);
      shuffles.bytes[kept][to++] = static_cast<uint8_t>(2 * from + 1);
    }
  }
  return shuffles;
}

alignas(16) constexpr Shuffles kShuffles = MakeShuffles();

OFFLOOP_AVX2 inline __m256i All(int byte) { return _mm256_set1_epi8(static_cast<char>(byte)); }

// The top bit of each byte says whether it is at least `least`, which is over 0x80.
OFFLOOP_AVX2 inline __m256i AtLeast(__m256i bytes, int least) { return _mm256_subs_epu8(bytes, All(least - 0x80)); }

// All bits of each byte as its top bit.
OFFLOOP_AVX2 inline __m256i Spread(__m256i tops) { return _mm256_cmpgt_epi8(_mm256_setzero_si256(), tops); }

OFFLOOP_AVX2 inline uint32_t Tops(__m256i bytes) { return static_cast<uint32_t>(_mm256_movemask_epi8(bytes)); }

// Shifts within bytes: those of 16 bits let bits in from the neighbour, which the masks take out.
template <int count>
OFFLOOP_AVX2 inline __m256i Left(__m256i bytes, int mask) {
  return _mm256_and_si256(_mm256_slli_epi16(bytes, count), All(mask));
}
template <int count>
OFFLOOP_AVX2 inline __m256i Right(__m256i bytes, int mask) {
  return _mm256_and_si256(_mm256_srli_epi16(bytes, count), All(mask));
}

struct Window {
  __m256i bytes, before1, before2, before3;
};

// The longest characters in a window.
enum class Longest { kTwo, kThree, kFour };

// Whether it is well-formed, as far as this block and what comes before it can tell: table 3-7 of the Unicode Standard.
template <Longest longest>
OFFLOOP_AVX2 inline bool IsWellFormed(const Window& window) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i continues = AtLeast(window.before1, 0xc0);
  const __m256i never = _mm256_cmpeq_epi8(_mm256_and_si256(window.bytes, All(0xfe)), All(0xc0));
  __m256i wrong = never;
  if (longest >= Longest::kThree) {
    continues = _mm256_or_si256(continues, AtLeast(window.before2, 0xe0));
    // E0 goes on with A0 to BF, ED with 80 to 9F.
    const __m256i from_a0 = _mm256_slli_epi16(window.bytes, 2);
    const __m256i after_e0 = _mm256_cmpeq_epi8(window.before1, All(0xe0));
    const __m256i after_ed = _mm256_cmpeq_epi8(window.before1, All(0xed));
    wrong = _mm256_or_si256(wrong, _mm256_andnot_si256(from_a0, after_e0));
    wrong = _mm256_or_si256(wrong, _mm256_and_si256(from_a0, after_ed));
  }
  if (longest == Longest::kFour) {
    continues = _mm256_or_si256(continues, AtLeast(window.before3, 0xf0));
    wrong = _mm256_or_si256(wrong, AtLeast(window.bytes, 0xf5));
    // F0 goes on with 90 to BF, F4 with 80 to 8F.
    const __m256i below_90 = _mm256_cmpeq_epi8(_mm256_and_si256(window.bytes, All(0x30)), zero);
    const __m256i after_f0 = _mm256_cmpeq_epi8(window.before1, All(0xf0));
    const __m256i after_f4 = _mm256_cmpeq_epi8(window.before1, All(0xf4));
    wrong = _mm256_or_si256(wrong, _mm256_and_si256(below_90, after_f0));
    wrong = _mm256_or_si256(wrong, _mm256_andnot_si256(below_90, after_f4));
  }
  const __m256i is_continuation = _mm256_cmpgt_epi8(All(0xc0), window.bytes);
  return Tops(_mm256_or_si256(wrong, _mm256_xor_si256(continues, is_continuation))) == 0;
}

// The units' low and high bytes.
struct Units {
  __m256i low, high;
};

template <Longest longest>
OFFLOOP_AVX2 inline Units UnitsOf(const Window& window) {
  const __m256i is_continuation = _mm256_cmpgt_epi8(All(0xc0), window.bytes);
  const __m256i last_six = _mm256_and_si256(window.bytes, All(0x3f));
  const __m256i low = _mm256_or_si256(last_six, Left<6>(window.before1, 0xc0));
  __m256i high = Right<2>(window.before1, 0x0f);
  if (longest >= Longest::kThree) {
    const __m256i is_third = Spread(AtLeast(window.before2, 0xe0));
    high = _mm256_or_si256(high, _mm256_and_si256(Left<4>(window.before2, 0xf0), is_third));
  }
  return {_mm256_blendv_epi8(window.bytes, low, is_continuation), _mm256_and_si256(high, is_continuation)};
}

// Puts surrogates where the third and the fourth byte of a character are.
OFFLOOP_AVX2 inline void AddSurrogates(const Window& window, Units& units) {
  const __m256i third = Spread(AtLeast(window.before2, 0xf0));
  const __m256i fourth = Spread(AtLeast(window.before3, 0xf0));
  // D800 + ((c - 10000) >> 10) is D7C0 + (c >> 10), whose low byte may carry.
  const __m256i bits = _mm256_or_si256(Left<2>(window.before1, 0xfc), Right<4>(window.bytes, 0x03));
  const __m256i carry = _mm256_cmpeq_epi8(_mm256_min_epu8(bits, All(0x3f)), bits);
  const __m256i lead_high =
      _mm256_add_epi8(_mm256_add_epi8(_mm256_and_si256(window.before2, All(0x07)), All(0xd8)), carry);
  const __m256i trail_high = _mm256_or_si256(_mm256_and_si256(units.high, All(0x03)), All(0xdc));
  units.low = _mm256_blendv_epi8(units.low, _mm256_sub_epi8(bits, All(0x40)), third);
  units.high = _mm256_blendv_epi8(units.high, lead_high, third);
  units.high = _mm256_blendv_epi8(units.high, trail_high, fourth);
}

OFFLOOP_AVX2 inline uint16_t* Store(__m128i units, uint16_t* out) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), units);
  return out;
}
OFFLOOP_AVX2 inline uint8_t* Store(__m128i units, uint8_t* out) {
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_packus_epi16(units, units));
  return out;
}

// Stores those of eight units that are kept.
template <typename Unit>
OFFLOOP_AVX2 inline Unit* StoreKept(__m128i units, uint32_t kept, Unit* out) {
  const auto* const shuffle = reinterpret_cast<const __m128i*>(kShuffles.bytes[kept]);
  return Store(_mm_shuffle_epi8(units, _mm_load_si128(shuffle)), out) + __builtin_popcount(kept);
}

template <typename Unit>
OFFLOOP_AVX2 inline Unit* StoreKept(const Units& units, uint32_t kept, Unit* out) {
  const __m128i low = _mm256_castsi256_si128(units.low);
  const __m128i high = _mm256_castsi256_si128(units.high);
  const __m128i low2 = _mm256_extracti128_si256(units.low, 1);
  const __m128i high2 = _mm256_extracti128_si256(units.high, 1);
  out = StoreKept(_mm_unpacklo_epi8(low, high), kept & 0xff, out);
  out = StoreKept(_mm_unpackhi_epi8(low, high), kept >> 8 & 0xff, out);
  out = StoreKept(_mm_unpacklo_epi8(low2, high2), kept >> 16 & 0xff, out);
  return StoreKept(_mm_unpackhi_epi8(low2, high2), kept >> 24, out);
}

OFFLOOP_AVX2 inline void StoreAscii(__m256i bytes, uint16_t* out) {
  auto* const to = reinterpret_cast<__m256i*>(out);
  _mm256_storeu_si256(to, _mm256_cvtepu8_epi16(_mm256_castsi256_si128(bytes)));
  _mm256_storeu_si256(to + 1, _mm256_cvtepu8_epi16(_mm256_extracti128_si256(bytes, 1)));
}
OFFLOOP_AVX2 inline void StoreAscii(__m256i bytes, uint8_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), bytes);
}

OFFLOOP_AVX2 inline __m256i Load(const uint8_t* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

// Takes back the part of a character that the blocks end in.
template <typename Unit>
Decoded<Unit> UpToLastCharacter(const uint8_t* begin, const uint8_t* in, Unit* out) {
  if (in - begin >= 1 && in[-1] >= 0xc0) return {in - 1, out};
  if (in - begin >= 2 && in[-2] >= 0xe0) return {in - 2, out};
  // Its first surrogate is there already.
  if (in - begin >= 3 && in[-3] >= 0xf0) return {in - 3, out - 1};
  return {in, out};
}

// Decodes one block; returns nullptr where it is not well-formed.
template <Longest longest, typename Unit>
OFFLOOP_AVX2 inline Unit* DecodeBlock(const Window& window, Unit* out) {
  if (!IsWellFormed<longest>(window)) return nullptr;
  Units units = UnitsOf<longest>(window);
  if (longest == Longest::kFour) AddSurrogates(window, units);
  // Lead bytes stand for nothing, nor do second bytes of three or four.
  __m256i dropped = AtLeast(window.bytes, 0xc0);
  if (longest >= Longest::kThree) dropped = _mm256_or_si256(dropped, AtLeast(window.before1, 0xe0));
  return StoreKept(units, ~Tops(dropped), out);
}

OFFLOOP_AVX2 inline uint8_t* DecodeBlock(__m256i bytes, const uint8_t* at, uint8_t* out) {
  if (Tops(AtLeast(bytes, 0xc4)) != 0) return nullptr;
  return DecodeBlock<Longest::kTwo>(Window{bytes, Load(at - 1), bytes, bytes}, out);
}

OFFLOOP_AVX2 inline uint16_t* DecodeBlock(__m256i bytes, const uint8_t* at, uint16_t* out) {
  const Window window{bytes, Load(at - 1), Load(at - 2), Load(at - 3)};
  // Any lead byte in the window; what the shorter characters need is half of the work.
  const __m256i longest = _mm256_max_epu8(bytes, window.before3);
  if (Tops(AtLeast(longest, 0xe0)) == 0) return DecodeBlock<Longest::kTwo>(window, out);
  if (Tops(AtLeast(longest, 0xf0)) == 0) return DecodeBlock<Longest::kThree>(window, out);
  return DecodeBlock<Longest::kFour>(window, out);
}

template <typename Unit>
OFFLOOP_AVX2 Decoded<Unit> Decode(const uint8_t* const begin, const uint8_t* end, Unit* out) {
  if (end - begin < kBlock) return {begin, out};
  // What stands before the first block has been decoded, and must not be looked at: it need not be well-formed.
  uint8_t first[kBlock + kBlock] = {};
  std::memcpy(first + kBlock, begin, kBlock);
  const uint8_t* at = first + kBlock;
  const uint8_t* in = begin;
  for (; end - in >= kBlock; in += kBlock, at = in) {
    const __m256i bytes = Load(at);
    if (Tops(bytes) == 0 && at[-1] < 0x80) {
      StoreAscii(bytes, out);
      out += kBlock;
      continue;
    }
    Unit* const next = DecodeBlock(bytes, at, out);
    if (next == nullptr) break;
    out = next;
  }
  return UpToLastCharacter(begin, in, out);
}

bool HasInstructions() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt");
  return has;
}

}  // namespace

Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint16_t* out) {
  return HasInstructions() ? Decode(in, end, out) : Decoded<uint16_t>{in, out};
}

Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint8_t* out) {
  return HasInstructions() ? Decode(in, end, out) : Decoded<uint8_t>{in, out};
}

}  // namespace offloop

#else

namespace offloop {

Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t*, uint16_t* out) { return {in, out}; }
Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t*, uint8_t* out) { return {in, out}; }

}  // namespace offloop

#endif
