#include "names.h"

#include <signal.h>

namespace offloop {

Napi::Value RealtimeSignals(const Napi::CallbackInfo& info) {
#if defined(SIGRTMIN) && defined(SIGRTMAX)
  Napi::Object range = Napi::Object::New(info.Env());
  range["first"] = Napi::Number::New(info.Env(), SIGRTMIN);
  range["last"] = Napi::Number::New(info.Env(), SIGRTMAX);
  return range;
#else
  return info.Env().Undefined();
#endif
}

}  // namespace offloop
