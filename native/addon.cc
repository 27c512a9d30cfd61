#include <napi.h>

#include "arguments.h"
#include "completions.h"
#include "environment.h"
#include "files/read_file.h"
#include "files/read_hot.h"
#include "keys/generate.h"
#include "processes/descendants.h"
#include "processes/find_processes.h"
#include "processes/list_processes.h"
#include "processes/sample_usage.h"
#include "processes/signal_tree.h"
#include "signals/kill.h"
#include "signals/names.h"
#include "thread_pool.h"

namespace offloop {

namespace {

// openPool(name, threads, maxQueue, niceness): number
Napi::Value OpenPool(const Napi::CallbackInfo& info) {
  const uint32_t number = ThreadPool::Open(
      {info[0].As<Napi::String>().Utf8Value(), Uint32(info[1]), Uint32(info[2]), Int32(info[3])});
  return Napi::Number::New(info.Env(), number);
}

// cancelJob(id): void
void CancelJob(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Cancel(Uint32(info[0])); }

// onOverrun(callback): void
void OnOverrun(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->OnOverrun(info[0]); }

// settleMore(): void
void SettleMore(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->SettleMore(info.Env()); }

template <napi_callback callback>
Napi::Value Plain(napi_env env, const char* name) {
  napi_value function = nullptr;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  return Napi::Value(env, function);
}

}  // namespace

Napi::Object Register(Napi::Env env, Napi::Object exports) {
  Environment::Install(env);
  exports["openPool"] = Napi::Function::New<OpenPool>(env, "openPool");
  exports["cancelJob"] = Napi::Function::New<CancelJob>(env, "cancelJob");
  exports["onOverrun"] = Napi::Function::New<OnOverrun>(env, "onOverrun");
  exports["settleMore"] = Napi::Function::New<SettleMore>(env, "settleMore");
  exports["kill"] = Plain<Kill>(env, "kill");
  exports["killAll"] = Plain<KillAll>(env, "killAll");
  exports["sigqueue"] = Plain<Sigqueue>(env, "sigqueue");
  exports["realtimeSignals"] = Napi::Function::New<RealtimeSignals>(env, "realtimeSignals");
  exports["genKey"] = Napi::Function::New<GenKey>(env, "genKey");
  exports["readFile"] = Napi::Function::New<ReadFile>(env, "readFile");
  exports["readHot"] = Plain<ReadHot>(env, "readHot");
  exports["listProcesses"] = Napi::Function::New<ListProcesses>(env, "listProcesses");
  exports["descendants"] = Napi::Function::New<Descendants>(env, "descendants");
  exports["findProcesses"] = Napi::Function::New<FindProcesses>(env, "findProcesses");
  exports["sampleUsage"] = Napi::Function::New<SampleUsage>(env, "sampleUsage");
  exports["signalTree"] = Napi::Function::New<SignalTree>(env, "signalTree");
  return exports;
}

NODE_API_MODULE(offloop, Register)

}  // namespace offloop
