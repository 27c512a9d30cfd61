#include <napi.h>

#include "files/held_bytes.h"
#include "files/opened_file.h"
#include "files/read_file.h"
#include "files/read_hot.h"
#include "jobs/cancel_job.h"
#include "jobs/completions.h"
#include "jobs/environment.h"
#include "js/function.h"
#include "keys/gen_key.h"
#include "keys/gen_key_file.h"
#include "keys/key_stock.h"
#include "memory/spare_memory.h"
#include "pools/thread_pools.h"
#include "processes/descendants.h"
#include "processes/find_processes.h"
#include "processes/list_processes.h"
#include "processes/process_handle.h"
#include "processes/sample_usage.h"
#include "processes/signal_tree.h"
#include "signals/kill.h"
#include "signals/names.h"

namespace offloop {

namespace {

// refLoop(): void
void RefLoop(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Ref(); }

// unrefLoop(): void
void UnrefLoop(const Napi::CallbackInfo& info) { Environment::Of(info.Env()).completions->Unref(); }

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

}  // namespace

Napi::Object Register(Napi::Env env, Napi::Object exports) {
  Environment::Install(env);
#define OFFLOOP_EXPORT(function) Export<function>(env, exports, #function)
  OFFLOOP_EXPORT(CancelJob);
  OFFLOOP_EXPORT(StopJob);
  OFFLOOP_EXPORT(RefLoop);
  OFFLOOP_EXPORT(UnrefLoop);
  OFFLOOP_EXPORT(KeepLoopAliveFor);
  OFFLOOP_EXPORT(OnOverrun);
  OFFLOOP_EXPORT(OnProgress);
  OFFLOOP_EXPORT(SettleMore);
  OFFLOOP_EXPORT(KeepSpareMemory);
  OFFLOOP_EXPORT(FreeIdleMemory);
  OFFLOOP_EXPORT(OpenPool);
  OFFLOOP_EXPORT(SharedPool);
  OFFLOOP_EXPORT(ClosePool);
  OFFLOOP_EXPORT(ReplaceStuck);
  OFFLOOP_EXPORT(StatsOfPool);
  OFFLOOP_EXPORT(StatsOfAllPools);
  OFFLOOP_EXPORT(Kill);
  OFFLOOP_EXPORT(KillAll);
  OFFLOOP_EXPORT(Sigqueue);
  OFFLOOP_EXPORT(RealtimeSignals);
  OFFLOOP_EXPORT(GenKey);
  OFFLOOP_EXPORT(GenKeyFile);
  OFFLOOP_EXPORT(OpenKeyStock);
  OFFLOOP_EXPORT(StockKey);
  OFFLOOP_EXPORT(TakeKey);
  OFFLOOP_EXPORT(CloseKeyStock);
  OFFLOOP_EXPORT(ReadFile);
  OFFLOOP_EXPORT(SizeOfHeld);
  OFFLOOP_EXPORT(CopyHeld);
  OFFLOOP_EXPORT(FreeHeld);
  OFFLOOP_EXPORT(CloseOpenedFile);
  OFFLOOP_EXPORT(ReadHot);
  OFFLOOP_EXPORT(ReadBeside);
  OFFLOOP_EXPORT(OpenProcess);
  OFFLOOP_EXPORT(ShareProcess);
  OFFLOOP_EXPORT(KillProcess);
  OFFLOOP_EXPORT(HasEnded);
  OFFLOOP_EXPORT(WatchProcess);
  OFFLOOP_EXPORT(CloseProcess);
  OFFLOOP_EXPORT(ListProcesses);
  OFFLOOP_EXPORT(Descendants);
  OFFLOOP_EXPORT(FindProcesses);
  OFFLOOP_EXPORT(SampleUsage);
  OFFLOOP_EXPORT(SignalTree);
#undef OFFLOOP_EXPORT
  return exports;
}

NODE_API_MODULE(offloop, Register)

}  // namespace offloop
