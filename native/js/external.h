#pragma once

#include <node_api.h>

#include <cerrno>
#include <memory>

#include "../system/failure.h"

namespace offloop {

// External values of one kind: objects of the addon that JavaScript holds. Each carries the kind's tag, so that a value of
// another kind, or of another addon, is recognized instead of being read as a T. On the loop.
template <typename T>
class ExternalKind {
 public:
  constexpr explicit ExternalKind(napi_type_tag tag) : tag_(tag) {}

  // An external that owns `data`: it is freed when the value has been collected or the environment ends, and at once if the
  // value cannot be made, which throws.
  napi_value New(napi_env env, std::unique_ptr<T> data) const {
    napi_value external = nullptr;
    const auto free = [](napi_env, void* garbage, void*) { delete static_cast<T*>(garbage); };
    if (napi_create_external(env, data.get(), free, nullptr, &external) != napi_ok) {
      throw SystemFailure{ENOMEM, "napi_create_external"};
    }
    // From here on the finalizer frees it.
    static_cast<void>(data.release());
    if (napi_type_tag_object(env, external, &tag_) != napi_ok) throw SystemFailure{ENOMEM, "napi_type_tag_object"};
    return external;
  }

  // What an external of this kind owns; nullptr for any other value, and for each value once the environment is being
  // terminated: then Node-API no longer tells.
  T* Of(napi_env env, napi_value value) const {
    napi_valuetype type = napi_undefined;
    bool is_ours = false;
    void* data = nullptr;
    // Asked for its tag, a value that is no object would throw.
    if (napi_typeof(env, value, &type) != napi_ok || type != napi_external) return nullptr;
    if (napi_check_object_type_tag(env, value, &tag_, &is_ours) != napi_ok || !is_ours) return nullptr;
    if (napi_get_value_external(env, value, &data) != napi_ok) return nullptr;
    return static_cast<T*>(data);
  }

  // The same where lib/ passes nothing else; throws where there is nothing to return.
  T& At(napi_env env, napi_value value) const {
    T* const data = Of(env, value);
    if (data == nullptr) throw Cancelled{};
    return *data;
  }

 private:
  napi_type_tag tag_;
};

}  // namespace offloop
