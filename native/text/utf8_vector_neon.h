#pragma once

#include <arm_neon.h>

#include <cstdint>

// Every processor for arm64 has the instructions.
#define OFFLOOP_VECTOR

namespace offloop {

// utf8_vector_avx2.h documents the functions.

constexpr int kBlock = 16;
typedef uint8x16_t Bytes;
typedef uint8x16_t Eight;

constexpr bool HasVector() { return true; }

inline Bytes Load(const uint8_t* bytes) { return vld1q_u8(bytes); }

inline Bytes Larger(Bytes a, Bytes b) { return vmaxq_u8(a, b); }

// Sets all bits instead of the top bit.
inline Bytes AtLeast(Bytes bytes, int least) { return vcgeq_u8(bytes, vdupq_n_u8(static_cast<uint8_t>(least))); }

inline Bytes Spread(Bytes tops) { return tops; }

inline Bytes Select(Bytes mask, Bytes yes, Bytes no) { return vbslq_u8(mask, yes, no); }

// NEON has no instruction for this: each byte keeps one bit, and the bytes of each half are added up.
inline uint32_t Tops(Bytes bytes) {
  const uint8x16_t bits = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t kept = vandq_u8(vreinterpretq_u8_s8(vshrq_n_s8(vreinterpretq_s8_u8(bytes), 7)), bits);
  return vaddv_u8(vget_low_u8(kept)) | static_cast<uint32_t>(vaddv_u8(vget_high_u8(kept))) << 8;
}

inline bool HasTop(Bytes bytes) { return vmaxvq_u8(bytes) >= 0x80; }

template <int part>
inline Eight EightOf(Bytes low, Bytes high) {
  return part == 0 ? vzip1q_u8(low, high) : vzip2q_u8(low, high);
}

inline Eight Shuffle(Eight units, const uint8_t (&from)[16]) { return vqtbl1q_u8(units, vld1q_u8(from)); }

inline void Store(Eight units, uint16_t* out) { vst1q_u16(out, vreinterpretq_u16_u8(units)); }

inline void Store(Eight units, uint8_t* out) { vst1_u8(out, vmovn_u16(vreinterpretq_u16_u8(units))); }

inline void StoreAll(Bytes bytes, uint16_t* out) {
  vst1q_u16(out, vmovl_u8(vget_low_u8(bytes)));
  vst1q_u16(out + 8, vmovl_high_u8(bytes));
}

inline void StoreAll(Bytes bytes, uint8_t* out) { vst1q_u8(out, bytes); }

}  // namespace offloop
