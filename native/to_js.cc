#include "to_js.h"

#include <cstdlib>
#include <string>

namespace offloop {

namespace {

// Up to here a copy, 0.1 ms of the loop at most, costs less than memory that is not V8's: that is fresh from the kernel
// each time, page by page, and is given back only when the old generation is collected.
constexpr size_t kCopyUpTo = 1 << 20;

struct FailureToJs {
  napi_env env;
  napi_value object;

  void operator()(const SystemFailure& failure) const {
    napi_value number;
    napi_create_int32(env, -failure.error, &number);
    SetProperty(env, object, "errno", number);
    SetProperty(env, object, "syscall", ToJs(env, failure.syscall));
    if (failure.subject != nullptr) SetProperty(env, object, "subject", ToJs(env, failure.subject));
  }

  void operator()(const CryptoFailure& failure) const {
    napi_value queue;
    napi_create_array_with_length(env, failure.queue.size(), &queue);
    for (size_t i = 0; i < failure.queue.size(); ++i) {
      const CryptoFailure::Entry& entry = failure.queue[i];
      napi_value item;
      napi_create_object(env, &item);
      SetProperty(env, item, "prefix", ToJs(env, entry.prefix));
      SetProperty(env, item, "library", ToJs(env, entry.library));
      SetProperty(env, item, "reason", ToJs(env, entry.reason));
      SetProperty(env, item, "text", ToJs(env, entry.text));
      napi_set_element(env, queue, static_cast<uint32_t>(i), item);
    }
    SetProperty(env, object, "couldNot", ToJs(env, failure.could_not));
    SetProperty(env, object, "opensslQueue", queue);
  }

  void operator()(const CodedFailure& failure) const {
    SetProperty(env, object, "code", ToJs(env, failure.code));
    SetProperty(env, object, "message", ToJs(env, failure.message));
  }

  void operator()(const Cancelled&) const {
    napi_value yes;
    napi_get_boolean(env, true, &yes);
    SetProperty(env, object, "cancelled", yes);
  }
};

}  // namespace

napi_value ToJs(napi_env env, std::monostate) {
  napi_value value = nullptr;
  napi_get_undefined(env, &value);
  return value;
}

napi_value ToJs(napi_env env, const char* text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
  return value;
}

napi_value ToJs(napi_env env, const std::string& text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text.data(), text.size(), &value);
  return value;
}

void SetProperty(napi_env env, napi_value object, const char* name, napi_value value) {
  napi_set_named_property(env, object, name, value);
}

napi_value ToJs(napi_env env, const Failure& failure) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  std::visit(FailureToJs{env, object}, failure);
  return object;
}

napi_value ToJs(napi_env env, Bytes&& bytes) {
  napi_value buffer = nullptr;
  if (bytes.size() > kCopyUpTo) {
    // Gives back what a wrong guess of the size left over.
    if (bytes.room() > bytes.size() / 8) bytes.Shrink();
    const size_t size = bytes.size();
    const napi_status status = napi_create_external_buffer(
        env, size, bytes.data(), [](napi_env, void* data, void*) { std::free(data); }, nullptr, &buffer);
    if (status == napi_ok) {
      bytes.Release();
      return buffer;
    }
    // Electron has no external buffers: copied below.
    if (status != napi_no_external_buffers_allowed) return nullptr;
  }
  napi_create_buffer_copy(env, bytes.size(), bytes.data(), nullptr, &buffer);
  return buffer;
}

}  // namespace offloop
