#pragma once

#include <string>
#include <variant>
#include <vector>

namespace offloop {

// A job throws a failure, and the loop later hands it to JavaScript: facts only. lib/errors.ts adds the message, the
// class, the path and the stack.

struct SystemFailure {
  int error;  // errno, positive
  const char* syscall;
  const char* subject = nullptr;  // the path of the call that it is about, if it is not `path`: "root", "publicPath"
};

struct CryptoFailure {
  struct Entry {
    std::string prefix;   // "RSA_", "EVP_"; empty if OpenSSL's library has no short name
    std::string library;  // "rsa routines"
    std::string reason;   // "key size too small"
    std::string text;     // "error:02000078:rsa routines::key size too small"
  };
  const char* could_not;     // "generate the key"
  std::vector<Entry> queue;  // OpenSSL's queue, the oldest entry first; may be empty
};

// A failure with a code of Node or of offloop instead of an errno: an unknown cipher, a full pool.
struct CodedFailure {
  const char* code;
  std::string message;
};

// The caller has given up: the result will be dropped.
struct Cancelled {};

using Failure = std::variant<SystemFailure, CryptoFailure, CodedFailure, Cancelled>;

// Throws the SystemFailure of the system call that has just failed.
[[noreturn]] void Fail(const char* syscall);

// The failure of the exception that is being handled. Any other exception counts as std::bad_alloc.
Failure CurrentFailure() noexcept;

}  // namespace offloop
