#pragma once

#include <napi.h>

#include <cstdint>

namespace offloop {

// The number that JavaScript knows a job by: an integer up to 2^53, never used twice. 0: it knows the job by none.
using JobId = uint64_t;

inline JobId JobIdOf(const Napi::Value& value) {
  return static_cast<JobId>(value.As<Napi::Number>().Int64Value());
}

}  // namespace offloop
