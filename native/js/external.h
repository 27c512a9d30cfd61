#pragma once

#include <node_api.h>

#include <cerrno>
#include <memory>

#include "../system/failure.h"

namespace offloop {

// External values of one kind: JavaScript handles of C++ objects. Each has the type tag of its kind, so that a value of
// another kind or of another addon is refused instead of being read as a T. On the loop.
template <typename T>
class ExternalKind {
 public:
  constexpr explicit ExternalKind(napi_type_tag tag) : tag_(tag) {}

  // An external that owns `data`, which is freed when the value is collected or the environment ends. Throws if the
  // value cannot be created; `data` is freed then, too.
  napi_value New(napi_env env, std::unique_ptr<T> data) const {
    napi_value external = nullptr;
    const auto free = [](napi_env, void* garbage, void*) { delete static_cast<T*>(garbage); };
    if (napi_create_external(env, data.get(), free, nullptr, &external) != napi_ok) {
      throw SystemFailure{ENOMEM, "napi_create_external"};
    }
    // The finalizer frees it from here on.
    static_cast<void>(data.release());
    if (napi_type_tag_object(env, external, &tag_) != napi_ok) throw SystemFailure{ENOMEM, "napi_type_tag_object"};
    return external;
  }

  // The object of an external of this kind; nullptr for any other value. Node-API fails once the environment is being
  // terminated, so it is nullptr for every value then.
  T* Of(napi_env env, napi_value value) const {
    napi_valuetype type = napi_undefined;
    bool is_ours = false;
    void* data = nullptr;
    // napi_check_object_type_tag would throw for a value that is not an object.
    if (napi_typeof(env, value, &type) != napi_ok || type != napi_external) return nullptr;
    if (napi_check_object_type_tag(env, value, &tag_, &is_ours) != napi_ok || !is_ours) return nullptr;
    if (napi_get_value_external(env, value, &data) != napi_ok) return nullptr;
    return static_cast<T*>(data);
  }

  // The same for an argument that lib/ has validated: throws where Of returns nullptr.
  T& At(napi_env env, napi_value value) const {
    T* const data = Of(env, value);
    if (data == nullptr) throw Cancelled{};
    return *data;
  }

 private:
  napi_type_tag tag_;
};

}  // namespace offloop
