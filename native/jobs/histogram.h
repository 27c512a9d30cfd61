#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace offloop {

// Counts values in buckets, sixteen for each power of two, so that the error of a quantile is a thirty-second at most.
// The maximum is exact. Not thread-safe.
class Histogram {
 public:
  void Record(uint64_t value) {
    ++counts_[BucketOf(value)];
    ++total_;
    max_ = std::max(max_, value);
  }

  uint64_t max() const { return max_; }

  // The smallest value that `share` of all values (such as 0.99) do not exceed; 0 if there are no values.
  uint64_t Quantile(double share) const {
    auto left = static_cast<uint64_t>(std::ceil(share * static_cast<double>(total_)));
    for (uint32_t bucket = 0; bucket < kBuckets && left > 0; ++bucket) {
      if (counts_[bucket] >= left) return std::min(MiddleOf(bucket), max_);
      left -= counts_[bucket];
    }
    return max_;
  }

 private:
  // The bucket of a value is its highest bit that is set and the bits after it, this many in all. The lower bits,
  // `blur` of them, are lost.
  static constexpr uint32_t kBits = 5;
  static constexpr uint32_t kPerPower = 1 << (kBits - 1);
  static constexpr uint32_t kBuckets = (64 - kBits + 2) * kPerPower;

  static uint32_t BucketOf(uint64_t value) {
    const auto length = static_cast<uint32_t>(64 - __builtin_clzll(value | 1));
    const uint32_t blur = length > kBits ? length - kBits : 0;
    return blur * kPerPower + static_cast<uint32_t>(value >> blur);
  }

  static uint64_t MiddleOf(uint32_t bucket) {
    if (bucket < 2 * kPerPower) return bucket;
    const uint32_t blur = bucket / kPerPower - 1;
    return (static_cast<uint64_t>(bucket - blur * kPerPower) << blur) + (uint64_t{1} << blur) / 2;
  }

  std::array<uint64_t, kBuckets> counts_{};
  uint64_t total_ = 0;
  uint64_t max_ = 0;
};

}  // namespace offloop
