#pragma once

// The vectors that utf8_blocks.cc decodes with: AVX2's on x64, NEON's on arm64. `Bytes` is a vector type of the compiler,
// so that + - & | ^ ~ << >> work on each byte; this names the rest. Where OFFLOOP_VECTOR is not defined there are none.

#ifndef OFFLOOP_PORTABLE
#if defined(__x86_64__)
#include "utf8_vector_avx2.h"
#elif defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include "utf8_vector_neon.h"
#endif
#endif
