#pragma once

#include <string>
#include <variant>
#include <vector>

namespace offloop {

// What a job throws, and what the loop later hands to JavaScript: facts only. The sentence, the class, the path and
// the stack are added in lib/errors.ts.

struct SystemFailure {
  int error;  // errno, positive
  const char* syscall;
  const char* subject = nullptr;  // which of the call's paths it was about, where that is not `path`: "root", "publicPath"
};

struct CryptoFailure {
  struct Entry {
    std::string prefix;   // "RSA_", "EVP_"; empty where OpenSSL's library has no short name
    std::string library;  // "rsa routines"
    std::string reason;   // "key size too small"
    std::string text;     // "error:02000078:rsa routines::key size too small"
  };
  const char* could_not;     // "generate the key"
  std::vector<Entry> queue;  // OpenSSL's queue, the oldest entry first; may be empty
};

// Something that has a code of Node's or of ours rather than an errno: an unknown cipher, a full pool.
struct CodedFailure {
  const char* code;
  std::string message;
};

// The caller has given up; nobody will read the result.
struct Cancelled {};

using Failure = std::variant<SystemFailure, CryptoFailure, CodedFailure, Cancelled>;

// Throws the SystemFailure of the system call that has just failed.
[[noreturn]] void Fail(const char* syscall);

// The failure that a catch block has at hand; what is not ours counts as memory running out.
Failure CurrentFailure() noexcept;

}  // namespace offloop
