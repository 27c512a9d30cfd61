#include "external_memory.h"

#include <dlfcn.h>

#include <cstdint>
#include <utility>

namespace offloop {

namespace {

struct ExternalMemory {
  Block memory;
  int64_t reported = 0;  // bytes that V8 was told of
  bool made = false;     // the finalizer may run earlier: at once, if the runtime copies the string
  bool ended = false;
};

// The finalizer. On the loop, or on the thread that destroys the heap of the environment: `env` is null then.
void End(napi_env env, void*, void* hint) {
  auto* const external = static_cast<ExternalMemory*>(hint);
  external->memory.Free();
  external->ended = true;
  int64_t total;
  if (env != nullptr && external->reported > 0) napi_adjust_external_memory(env, -external->reported, &total);
  if (external->made) delete external;
}

// Calls `create(data, finalizer, hint)`, which creates the value.
template <typename Create>
bool MakeExternal(Block& memory, ExternalMemory*& owner, Create create) {
  auto* const external = new ExternalMemory;
  uint8_t* const data = memory.data();
  external->memory = std::move(memory);
  const bool made = create(data, End, external) == napi_ok;
  if (!made && !external->ended) memory = std::move(external->memory);
  if (made && !external->ended) {
    external->made = true;
    owner = external;
  } else {
    delete external;
  }
  return made;
}

// Looked up by name, because Node 20 declares it as experimental and some runtimes lack it.
template <typename Unit>
using CreateString = napi_status (*)(napi_env, Unit*, size_t, napi_finalize, void*, napi_value*, bool*);

template <typename Unit>
bool MakeExternalUnits(napi_env env, Text& text, CreateString<Unit> create, napi_value* string) {
  if (create == nullptr) return false;
  ExternalMemory* external = nullptr;
  const bool made = MakeExternal(text.memory, external, [&](uint8_t* data, napi_finalize end, void* hint) {
    bool copied;
    return create(env, reinterpret_cast<Unit*>(data), text.length, end, hint, string, &copied);
  });
  // V8 counts the memory of external buffers itself, but not that of strings. Unless told of it, V8 would see no reason
  // to collect them.
  if (external != nullptr) {
    int64_t total;
    external->reported = static_cast<int64_t>(external->memory.size());
    napi_adjust_external_memory(env, external->reported, &total);
  }
  return made;
}

}  // namespace

bool MakeExternalBuffer(napi_env env, Block& memory, size_t size, napi_value* buffer) {
  // V8 decides whether young buffers justify a young collection (0.2 ms) only when it allocates a buffer itself.
  // Without this allocation, external memory would add up until V8 collects the whole heap.
  napi_value unused;
  napi_create_arraybuffer(env, 1, nullptr, &unused);
  ExternalMemory* external = nullptr;
  return MakeExternal(memory, external, [&](uint8_t* data, napi_finalize end, void* hint) {
    return napi_create_external_buffer(env, size, data, end, hint, buffer);
  });
}

bool MakeExternalString(napi_env env, Text& text, napi_value* string) {
  static const auto latin1 =
      reinterpret_cast<CreateString<char>>(dlsym(RTLD_DEFAULT, "node_api_create_external_string_latin1"));
  static const auto utf16 =
      reinterpret_cast<CreateString<char16_t>>(dlsym(RTLD_DEFAULT, "node_api_create_external_string_utf16"));
  return text.form == Text::Form::kLatin1 ? MakeExternalUnits(env, text, latin1, string)
                                          : MakeExternalUnits(env, text, utf16, string);
}

}  // namespace offloop
