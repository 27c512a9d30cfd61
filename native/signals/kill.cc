#include "kill.h"

#include <signal.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdint>

#include "../js/number.h"

namespace offloop {

namespace {

napi_value Outcome(napi_env env, int result) { return Number(env, result == 0 ? 0 : errno); }

}  // namespace

napi_value Kill(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  return Outcome(env, kill(Int32(env, arguments[0]), Int32(env, arguments[1])));
}

napi_value KillAll(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  size_t length = 0;
  void* data = nullptr;
  napi_get_typedarray_info(env, arguments[0], nullptr, &length, &data, nullptr, nullptr);
  const int signal = Int32(env, arguments[1]);
  auto* pids = static_cast<int32_t*>(data);
  for (size_t i = 0; i < length; ++i) pids[i] = kill(pids[i], signal) == 0 ? 0 : errno;
  return nullptr;
}

napi_value Sigqueue(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
#ifdef __APPLE__
  errno = ENOSYS;
  return Outcome(env, -1);
#else
  sigval value{};
  value.sival_int = Int32(env, arguments[2]);
  return Outcome(env, sigqueue(Int32(env, arguments[0]), Int32(env, arguments[1]), value));
#endif
}

}  // namespace offloop
