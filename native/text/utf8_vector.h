#pragma once

// Vector operations for utf8_blocks.cc: AVX2 on x64, NEON on arm64. `Bytes` is a vector type of the compiler, so + - &
// | ^ ~ << >> work on each byte; the functions here are the other operations. OFFLOOP_VECTOR is undefined if there are
// none.

#ifndef OFFLOOP_PORTABLE
#if defined(__x86_64__)
#include "utf8_vector_avx2.h"
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include "utf8_vector_neon.h"
#endif
#endif
