#include "to_js.h"

#include <string>
#include <utility>

#include "../memory/spare_memory.h"
#include "external_memory.h"
#include "number.h"

namespace offloop {

namespace {

// From this size on V8, too, would get new memory from the system: external memory costs less than a copy.
constexpr size_t kMinExternal = SpareMemory::kMinSize;

struct FailureToJs {
  napi_env env;
  napi_value object;

  void operator()(const SystemFailure& failure) const {
    SetProperty(env, object, "errno", Number(env, -failure.error));
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

napi_value ToJs(napi_env env, const Bytes& bytes) {
  napi_value buffer = nullptr;
  napi_create_buffer_copy(env, bytes.size(), bytes.data(), nullptr, &buffer);
  return buffer;
}

napi_value ToJs(napi_env env, ExternalBytes&& external) {
  const size_t size = external.bytes.size();
  if (size < kMinExternal) return ToJs(env, external.bytes);
  Block memory = external.bytes.Release();
  napi_value buffer = nullptr;
  if (MakeExternalBuffer(env, memory, size, &buffer)) return buffer;
  if (memory.data() == nullptr) return nullptr;
  napi_create_buffer_copy(env, size, memory.data(), nullptr, &buffer);
  return buffer;
}

napi_value ToJs(napi_env env, Text&& text) {
  napi_value string = nullptr;
  const bool latin1 = text.form == Text::Form::kLatin1;
  if ((latin1 ? 1 : 2) * text.length >= kMinExternal) {
    if (MakeExternalString(env, text, &string)) return string;
    if (text.memory.data() == nullptr) return nullptr;
  }
  if (latin1) {
    napi_create_string_latin1(env, reinterpret_cast<char*>(text.memory.data()), text.length, &string);
  } else {
    napi_create_string_utf16(env, reinterpret_cast<char16_t*>(text.memory.data()), text.length, &string);
  }
  return string;
}

}  // namespace offloop
