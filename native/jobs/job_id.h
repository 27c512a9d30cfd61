#pragma once

#include <napi.h>

#include <cstdint>

namespace offloop {

// JavaScript's number for a job: an integer up to 2^53, never reused. 0: the job has no number.
using JobId = uint64_t;

inline JobId JobIdOf(const Napi::Value& value) { return static_cast<JobId>(value.As<Napi::Number>().Int64Value()); }

}  // namespace offloop
