#include <napi.h>

#include "arguments.h"
#include "completions.h"
#include "environment.h"
#include "files/held_bytes.h"
#include "files/opened_file.h"
#include "files/read_file.h"
#include "files/read_hot.h"
#include "keys/gen_key.h"
#include "keys/gen_key_file.h"
#include "keys/key_stock.h"
#include "pools/thread_pools.h"
#include "processes/process_handle.h"
#include "processes/descendants.h"
#include "processes/find_processes.h"
#include "processes/list_processes.h"
#include "processes/sample_usage.h"
#include "processes/signal_tree.h"
#include "signals/kill.h"
#include "signals/names.h"
#include "spare_memory.h"

namespace offloop {

namespace {

// cancelJob(id): boolean
Napi::Value CancelJob(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), Environment::Of(info.Env()).completions->Cancel(Uint32(info[0])));
}

// stopJob(id): void
void StopJob(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Stop(Uint32(info[0])); }

// refLoop(): void
void RefLoop(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Expect(); }

// unrefLoop(): void
void UnrefLoop(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Forget(); }

// keepLoopAliveFor(id, keep): void
void KeepLoopAliveFor(const Napi::CallbackInfo& info) {
  Environment::Of(info.Env()).completions->KeepLoopAliveFor(Uint32(info[0]), info[1].As<Napi::Boolean>().Value());
}

// onOverrun(callback): void
void OnOverrun(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->OnOverrun(info[0]); }

// onProgress(callback): void
void OnProgress(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->OnProgress(info[0]); }

// settleMore(): void
void SettleMore(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->SettleMore(info.Env()); }

// keepSpareMemory(keep): void
void KeepSpareMemory(const Napi::CallbackInfo& info) {
  SpareMemory::Keeper& keeper = Environment::Of(info.Env()).spare_memory;
  info[0].As<Napi::Boolean>() ? keeper.Start() : keeper.Stop();
}

// freeIdleMemory(): void
void FreeIdleMemory(const Napi::CallbackInfo&) { SpareMemory::FreeIdle(); }

template <napi_callback callback>
Napi::Value Plain(napi_env env, const char* name) {
  napi_value function = nullptr;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  return Napi::Value(env, function);
}

}  // namespace

Napi::Object Register(Napi::Env env, Napi::Object exports) {
  Environment::Install(env);
  exports["cancelJob"] = Napi::Function::New<CancelJob>(env, "cancelJob");
  exports["stopJob"] = Napi::Function::New<StopJob>(env, "stopJob");
  exports["refLoop"] = Napi::Function::New<RefLoop>(env, "refLoop");
  exports["unrefLoop"] = Napi::Function::New<UnrefLoop>(env, "unrefLoop");
  exports["keepLoopAliveFor"] = Napi::Function::New<KeepLoopAliveFor>(env, "keepLoopAliveFor");
  exports["onOverrun"] = Napi::Function::New<OnOverrun>(env, "onOverrun");
  exports["onProgress"] = Napi::Function::New<OnProgress>(env, "onProgress");
  exports["settleMore"] = Napi::Function::New<SettleMore>(env, "settleMore");
  exports["keepSpareMemory"] = Napi::Function::New<KeepSpareMemory>(env, "keepSpareMemory");
  exports["freeIdleMemory"] = Napi::Function::New<FreeIdleMemory>(env, "freeIdleMemory");
  exports["openPool"] = Napi::Function::New<OpenPool>(env, "openPool");
  exports["sharedPool"] = Napi::Function::New<SharedPool>(env, "sharedPool");
  exports["closePool"] = Napi::Function::New<ClosePool>(env, "closePool");
  exports["replaceStuck"] = Napi::Function::New<ReplaceStuck>(env, "replaceStuck");
  exports["statsOfPool"] = Napi::Function::New<StatsOfPool>(env, "statsOfPool");
  exports["statsOfAllPools"] = Napi::Function::New<StatsOfAllPools>(env, "statsOfAllPools");
  exports["kill"] = Plain<Kill>(env, "kill");
  exports["killAll"] = Plain<KillAll>(env, "killAll");
  exports["sigqueue"] = Plain<Sigqueue>(env, "sigqueue");
  exports["realtimeSignals"] = Napi::Function::New<RealtimeSignals>(env, "realtimeSignals");
  exports["genKey"] = Napi::Function::New<GenKey>(env, "genKey");
  exports["genKeyFile"] = Napi::Function::New<GenKeyFile>(env, "genKeyFile");
  exports["openKeyStock"] = Napi::Function::New<OpenKeyStock>(env, "openKeyStock");
  exports["stockKey"] = Napi::Function::New<StockKey>(env, "stockKey");
  exports["takeKey"] = Napi::Function::New<TakeKey>(env, "takeKey");
  exports["closeKeyStock"] = Napi::Function::New<CloseKeyStock>(env, "closeKeyStock");
  exports["readFile"] = Napi::Function::New<ReadFile>(env, "readFile");
  exports["sizeOfHeld"] = Napi::Function::New<SizeOfHeld>(env, "sizeOfHeld");
  exports["copyHeld"] = Napi::Function::New<CopyHeld>(env, "copyHeld");
  exports["freeHeld"] = Napi::Function::New<FreeHeld>(env, "freeHeld");
  exports["closeOpenedFile"] = Napi::Function::New<CloseOpenedFile>(env, "closeOpenedFile");
  exports["readHot"] = Plain<ReadHot>(env, "readHot");
  exports["openProcess"] = Plain<OpenProcess>(env, "openProcess");
  exports["killProcess"] = Plain<KillProcess>(env, "killProcess");
  exports["hasEnded"] = Plain<HasEnded>(env, "hasEnded");
  exports["watchProcess"] = Plain<WatchProcess>(env, "watchProcess");
  exports["closeProcess"] = Plain<CloseProcess>(env, "closeProcess");
  exports["listProcesses"] = Napi::Function::New<ListProcesses>(env, "listProcesses");
  exports["descendants"] = Napi::Function::New<Descendants>(env, "descendants");
  exports["findProcesses"] = Napi::Function::New<FindProcesses>(env, "findProcesses");
  exports["sampleUsage"] = Napi::Function::New<SampleUsage>(env, "sampleUsage");
  exports["signalTree"] = Napi::Function::New<SignalTree>(env, "signalTree");
  return exports;
}

NODE_API_MODULE(offloop, Register)

}  // namespace offloop
