#include "process_handle.h"

#include <cerrno>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "../jobs/job.h"
#include "../jobs/watched_pool.h"
#include "../js/external.h"
#include "../js/number.h"
#include "opened_process.h"

namespace offloop {

namespace {

// Empty once it is closed. A job that waits for the end of the process shares the OpenedProcess.
using Handle = std::shared_ptr<const OpenedProcess>;

constexpr ExternalKind<Handle> kHandles({0xfd87b74769b011c5, 0x9886861d822619c3});

struct Call {
  Call(napi_env env, napi_callback_info info) {
    size_t count = 2;
    napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  }
  // Empty if the handle is closed or the value is not a handle.
  Handle handle(napi_env env, size_t index = 0) const {
    const Handle* handle = kHandles.Of(env, arguments[index]);
    return handle == nullptr ? Handle() : *handle;
  }

  napi_value arguments[2];
};

class ExitTask {
 public:
  explicit ExitTask(Handle process) : process_(std::move(process)) {}

  std::optional<std::monostate> operator()(JobContext& context) {
    if (!process_) throw SystemFailure{EBADF, "wait"};
    if (process_->HasEnded()) return std::monostate{};
    context.WaitUntilReadable(process_->pidfd());
    return std::nullopt;
  }

 private:
  Handle process_;
};

}  // namespace

napi_value OpenProcess(napi_env env, napi_callback_info info) {
  const Call call(env, info);
  try {
    std::optional<uint64_t> start_ticks;
    double ticks;
    if (napi_get_value_double(env, call.arguments[1], &ticks) == napi_ok) start_ticks = static_cast<uint64_t>(ticks);
    auto process = std::make_shared<const OpenedProcess>(Int32(env, call.arguments[0]), start_ticks);
    return kHandles.New(env, std::make_unique<Handle>(std::move(process)));
  } catch (const SystemFailure& failure) {
    return Number(env, failure.error);
  } catch (...) {
    return Number(env, ENOMEM);
  }
}

napi_value ShareProcess(napi_env env, napi_callback_info info) {
  const Handle process = Call(env, info).handle(env);
  return process ? kHandles.New(env, std::make_unique<Handle>(process)) : nullptr;
}

napi_value KillProcess(napi_env env, napi_callback_info info) {
  const Call call(env, info);
  const Handle process = call.handle(env);
  return Number(env, process ? process->Kill(Int32(env, call.arguments[1])) : EBADF);
}

napi_value HasEnded(napi_env env, napi_callback_info info) {
  const Call call(env, info);
  const Handle process = call.handle(env);
  napi_value ended = nullptr;
  if (process) napi_get_boolean(env, process->HasEnded(), &ended);
  return ended;
}

napi_value WatchProcess(napi_env env, napi_callback_info info) {
  const Call call(env, info);
  const Handle process = call.handle(env, 1);
  if (process && process->pidfd() < 0) return nullptr;
  const auto id = static_cast<JobId>(Int64(env, call.arguments[0]));
  return RunJob(env, WatchedPool::Get(), id, ExitTask(process));
}

napi_value CloseProcess(napi_env env, napi_callback_info info) {
  if (Handle* handle = kHandles.Of(env, Call(env, info).arguments[0])) handle->reset();
  return nullptr;
}

}  // namespace offloop
