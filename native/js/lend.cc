#include "lend.h"

#include <dlfcn.h>

#include <cstdint>
#include <utility>

namespace offloop {

namespace {

struct Loan {
  Block memory;
  int64_t told = 0;   // how many bytes V8 was told of
  bool made = false;  // by then the finalizer may have run: of a string that was copied it runs at once
  bool ended = false;
};

// On the loop of the environment, or wherever its heap is torn down: `env` is null then.
void End(napi_env env, void*, void* hint) {
  auto* const loan = static_cast<Loan*>(hint);
  loan->memory.Free();
  loan->ended = true;
  int64_t total;
  if (env != nullptr && loan->told > 0) napi_adjust_external_memory(env, -loan->told, &total);
  if (loan->made) delete loan;
}

// Calls `create(data, finalizer, hint)`, which makes the value.
template <typename Create>
bool Lend(Block& memory, Loan*& lent, Create create) {
  auto* const loan = new Loan;
  uint8_t* const data = memory.data();
  loan->memory = std::move(memory);
  const bool made = create(data, End, loan) == napi_ok;
  if (!made && !loan->ended) memory = std::move(loan->memory);
  if (made && !loan->ended) {
    loan->made = true;
    lent = loan;
  } else {
    delete loan;
  }
  return made;
}

// Found by name: experimental in Node 20, and not in every runtime.
template <typename Unit>
using CreateString = napi_status (*)(napi_env, Unit*, size_t, napi_finalize, void*, napi_value*, bool*);

template <typename Unit>
bool LendUnits(napi_env env, Text& text, CreateString<Unit> create, napi_value* string) {
  if (create == nullptr) return false;
  Loan* loan = nullptr;
  const bool made = Lend(text.memory, loan, [&](uint8_t* data, napi_finalize end, void* hint) {
    bool copied;
    return create(env, reinterpret_cast<Unit*>(data), text.length, end, hint, string, &copied);
  });
  // V8 counts the memory of buffers by itself, that of strings it does not: untold, it never finds it worth collecting.
  if (loan != nullptr) {
    int64_t total;
    loan->told = static_cast<int64_t>(loan->memory.size());
    napi_adjust_external_memory(env, loan->told, &total);
  }
  return made;
}

}  // namespace

bool LendBuffer(napi_env env, Block& memory, size_t size, napi_value* buffer) {
  // V8 asks whether young buffers hold so much memory that a young collection (0.2 ms) is worth it only when it allocates
  // the memory of a buffer itself. Unasked, it lets lent memory add up to a collection of the whole heap.
  napi_value unused;
  napi_create_arraybuffer(env, 1, nullptr, &unused);
  Loan* loan = nullptr;
  return Lend(memory, loan, [&](uint8_t* data, napi_finalize end, void* hint) {
    return napi_create_external_buffer(env, size, data, end, hint, buffer);
  });
}

bool LendString(napi_env env, Text& text, napi_value* string) {
  static const auto latin1 =
      reinterpret_cast<CreateString<char>>(dlsym(RTLD_DEFAULT, "node_api_create_external_string_latin1"));
  static const auto utf16 =
      reinterpret_cast<CreateString<char16_t>>(dlsym(RTLD_DEFAULT, "node_api_create_external_string_utf16"));
  return text.form == Text::Form::kLatin1 ? LendUnits(env, text, latin1, string) : LendUnits(env, text, utf16, string);
}

}  // namespace offloop
