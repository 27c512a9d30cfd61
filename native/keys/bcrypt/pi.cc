#include "pi.h"

#include <cstddef>
#include <tuple>

namespace offloop {

namespace {

// A fixed-point number, the most significant word first: the integer part, the fraction, and one guard word for
// rounding errors. A word of a Sum may overflow 32 bits or be negative until Compute propagates the carries.
constexpr size_t kWords = 1 + std::tuple_size_v<PiFraction> + 1;
using Fixed = std::array<uint32_t, kWords>;
using Sum = std::array<int64_t, kWords>;

// Adds factor · arctan(1 / kInverse), by Gregory's series.
template <uint32_t kInverse>
void AddArctan(Sum& sum, uint32_t factor, int64_t sign) {
  // The powers of 1 / kInverse with odd exponents, times the factor.
  Fixed power{factor * kInverse};
  constexpr uint64_t kSquare = uint64_t{kInverse} * kInverse;
  size_t first = 0;
  for (uint32_t exponent = 1; first < kWords; exponent += 2) {
    uint64_t power_rest = 0;
    uint64_t term_rest = 0;
    for (size_t i = first; i < kWords; ++i) {
      const uint64_t dividend = power_rest << 32 | power[i];
      power[i] = static_cast<uint32_t>(dividend / kSquare);
      power_rest = dividend % kSquare;
      const uint64_t term_dividend = term_rest << 32 | power[i];
      sum[i] += sign * static_cast<int64_t>(term_dividend / exponent);
      term_rest = term_dividend % exponent;
    }
    sign = -sign;
    while (first < kWords && power[first] == 0) ++first;
  }
}

// Machin's formula: pi = 16 arctan(1/5) - 4 arctan(1/239).
PiFraction Compute() {
  Sum sum{};
  AddArctan<5>(sum, 16, 1);
  AddArctan<239>(sum, 4, -1);
  PiFraction fraction;
  int64_t carry = sum[kWords - 1] >> 32;
  for (size_t i = fraction.size(); i-- > 0;) {
    const int64_t settled = sum[i + 1] + carry;
    fraction[i] = static_cast<uint32_t>(settled);
    carry = settled >> 32;
  }
  return fraction;
}

}  // namespace

const PiFraction& Pi() {
  static const PiFraction fraction = Compute();
  return fraction;
}

}  // namespace offloop
