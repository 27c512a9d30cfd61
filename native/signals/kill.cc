#include "kill.h"

#include <signal.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdint>

namespace offloop {

namespace {

int32_t Int32At(napi_env env, napi_value value) {
  int32_t number = 0;
  napi_get_value_int32(env, value, &number);
  return number;
}

napi_value Outcome(napi_env env, int result) {
  napi_value outcome = nullptr;
  napi_create_int32(env, result == 0 ? 0 : errno, &outcome);
  return outcome;
}

}  // namespace

napi_value Kill(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  return Outcome(env, kill(Int32At(env, arguments[0]), Int32At(env, arguments[1])));
}

napi_value KillAll(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  size_t length = 0;
  void* data = nullptr;
  napi_get_typedarray_info(env, arguments[0], nullptr, &length, &data, nullptr, nullptr);
  const int signal = Int32At(env, arguments[1]);
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
  value.sival_int = Int32At(env, arguments[2]);
  return Outcome(env, sigqueue(Int32At(env, arguments[0]), Int32At(env, arguments[1]), value));
#endif
}

}  // namespace offloop
