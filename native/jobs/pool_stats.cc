#include "pool_stats.h"

#include "../js/number.h"
#include "../js/to_js.h"

namespace offloop {

namespace {

napi_value Milliseconds(napi_env env, uint64_t nanoseconds) {
  return Number(env, static_cast<double>(nanoseconds) / 1e6);
}

napi_value QuantilesToJs(napi_env env, const PoolStats::Quantiles& quantiles) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  SetProperty(env, object, "p50", Milliseconds(env, quantiles.p50));
  SetProperty(env, object, "p99", Milliseconds(env, quantiles.p99));
  SetProperty(env, object, "max", Milliseconds(env, quantiles.max));
  return object;
}

}  // namespace

PoolStats::Quantiles::Quantiles(const Histogram& nanoseconds)
    : p50(nanoseconds.Quantile(0.50)), p99(nanoseconds.Quantile(0.99)), max(nanoseconds.max()) {}

napi_value ToJs(napi_env env, const PoolStats& stats) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  SetProperty(env, object, "name", ToJs(env, stats.name));
  SetProperty(env, object, "threads", Number(env, stats.threads));
  SetProperty(env, object, "queued", Number(env, stats.queued));
  SetProperty(env, object, "running", Number(env, stats.running));
  SetProperty(env, object, "completed", Number(env, stats.completed));
  SetProperty(env, object, "rejected", Number(env, stats.rejected));
  SetProperty(env, object, "waitMs", QuantilesToJs(env, stats.wait));
  SetProperty(env, object, "runMs", QuantilesToJs(env, stats.run));
  return object;
}

}  // namespace offloop
