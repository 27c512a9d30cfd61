#include "progress_feed.h"

#include <algorithm>
#include <utility>

#include "../js/number.h"

namespace offloop {

void ProgressFeed::SetListener(napi_env env, napi_value callback) {
  napi_create_reference(env, callback, 1, &listener_);
}

bool ProgressFeed::Enqueue(const ProgressReport& report) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (closed_) return false;
  if (report.is_passing) {
    const auto earlier = std::find_if(reports_.begin(), reports_.end(), [&report](const ProgressReport& other) {
      return other.is_passing && other.id == report.id;
    });
    if (earlier != reports_.end()) reports_.erase(earlier);
  }
  reports_.push_back(report);
  return reports_.size() == 1;
}

void ProgressFeed::Deliver(napi_env env, const CancellableJobs& pending) {
  std::vector<ProgressReport> reports;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    reports.swap(reports_);
  }
  for (const ProgressReport& report : reports) {
    // An earlier call of the listener may have cancelled the job.
    if (pending.Find(report.id) == nullptr) continue;
    napi_handle_scope scope;
    napi_open_handle_scope(env, &scope);
    napi_value callback;
    napi_value global;
    napi_get_reference_value(env, listener_, &callback);
    napi_get_global(env, &global);
    std::array<napi_value, 1 + std::tuple_size<Progress>::value> arguments;
    arguments[0] = Number(env, report.id);
    for (size_t i = 0; i < report.progress.size(); ++i) arguments[i + 1] = Number(env, report.progress[i]);
    napi_call_function(env, global, callback, arguments.size(), arguments.data(), nullptr);
    napi_close_handle_scope(env, scope);
  }
}

void ProgressFeed::Close(napi_env env) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    reports_.clear();
  }
  if (listener_ != nullptr) napi_delete_reference(env, std::exchange(listener_, nullptr));
}

}  // namespace offloop
