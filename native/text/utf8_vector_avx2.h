#pragma once

#include <immintrin.h>

#include <cstdint>

// Marks functions that use the instructions, because the binary has to run on processors without them, too.
#define OFFLOOP_VECTOR __attribute__((target("avx2")))

namespace offloop {

constexpr int kBlock = 32;
typedef uint8_t Bytes __attribute__((vector_size(kBlock)));
// Eight units of 16 bits.
typedef __m128i Eight;

inline bool HasVector() {
  static const bool has = __builtin_cpu_supports("avx2");
  return has;
}

OFFLOOP_VECTOR inline Bytes Load(const uint8_t* bytes) {
  return reinterpret_cast<Bytes>(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes)));
}

OFFLOOP_VECTOR inline Bytes Larger(Bytes a, Bytes b) {
  return reinterpret_cast<Bytes>(_mm256_max_epu8(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}

// Sets the top bit of each byte that is at least `least`, which is over 0x80.
OFFLOOP_VECTOR inline Bytes AtLeast(Bytes bytes, int least) {
  return reinterpret_cast<Bytes>(
      _mm256_subs_epu8(reinterpret_cast<__m256i>(bytes), _mm256_set1_epi8(static_cast<char>(least - 0x80))));
}

// Copies the top bit of each byte to all of its bits.
OFFLOOP_VECTOR inline Bytes Spread(Bytes tops) {
  return reinterpret_cast<Bytes>(_mm256_cmpgt_epi8(_mm256_setzero_si256(), reinterpret_cast<__m256i>(tops)));
}

// Takes a byte of `yes` where all bits of `mask` are set, a byte of `no` where none is.
OFFLOOP_VECTOR inline Bytes Select(Bytes mask, Bytes yes, Bytes no) {
  return reinterpret_cast<Bytes>(_mm256_blendv_epi8(reinterpret_cast<__m256i>(no), reinterpret_cast<__m256i>(yes),
                                                    reinterpret_cast<__m256i>(mask)));
}

// The top bits of all bytes; the lowest bit is that of the first byte.
OFFLOOP_VECTOR inline uint32_t Tops(Bytes bytes) {
  return static_cast<uint32_t>(_mm256_movemask_epi8(reinterpret_cast<__m256i>(bytes)));
}

OFFLOOP_VECTOR inline bool HasTop(Bytes bytes) { return Tops(bytes) != 0; }

// Combines low and high bytes to the eight units that begin at `8 * part`.
template <int part>
OFFLOOP_VECTOR inline Eight EightOf(Bytes low, Bytes high) {
  const __m128i low_half = _mm256_extracti128_si256(reinterpret_cast<__m256i>(low), part / 2);
  const __m128i high_half = _mm256_extracti128_si256(reinterpret_cast<__m256i>(high), part / 2);
  return part % 2 == 0 ? _mm_unpacklo_epi8(low_half, high_half) : _mm_unpackhi_epi8(low_half, high_half);
}

// Moves the bytes with the indices `from` together.
OFFLOOP_VECTOR inline Eight Shuffle(Eight units, const uint8_t (&from)[16]) {
  return _mm_shuffle_epi8(units, _mm_load_si128(reinterpret_cast<const __m128i*>(from)));
}

OFFLOOP_VECTOR inline void Store(Eight units, uint16_t* out) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(out), units);
}

OFFLOOP_VECTOR inline void Store(Eight units, uint8_t* out) {
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_packus_epi16(units, units));
}

// Stores each byte as a unit.
OFFLOOP_VECTOR inline void StoreAll(Bytes bytes, uint16_t* out) {
  const auto all = reinterpret_cast<__m256i>(bytes);
  auto* const to = reinterpret_cast<__m256i*>(out);
  _mm256_storeu_si256(to, _mm256_cvtepu8_epi16(_mm256_castsi256_si128(all)));
  _mm256_storeu_si256(to + 1, _mm256_cvtepu8_epi16(_mm256_extracti128_si256(all, 1)));
}

OFFLOOP_VECTOR inline void StoreAll(Bytes bytes, uint8_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), reinterpret_cast<__m256i>(bytes));
}

}  // namespace offloop
