#include "openssl.h"

#include <dlfcn.h>
#include <unistd.h>

#include <chrono>

#include "../../system/exit_gate.h"

namespace offloop {

namespace {

// OpenSSL frees its state in an exit handler of its own, which would crash a running generation. So generations check
// Ending() at OpenSSL's next callback, and the exit waits for that. Some callbacks are too rare to wait for (RSA-16384:
// 119 ms apart; SLH-DSA: never): then the process ends without OpenSSL's clean-up.
ExitGate& Gate() {
  static auto* gate = new ExitGate(std::chrono::milliseconds(150), ExitGate::Late::kSkipHandlers);
  return *gate;
}

// Null if a function is missing.
const OpenSsl* LoadFunctions() {
  static OpenSsl functions;
#define OFFLOOP_LOAD(function)                                                                         \
  functions.function = reinterpret_cast<decltype(functions.function)>(dlsym(RTLD_DEFAULT, #function)); \
  if (functions.function == nullptr) return nullptr;
  OFFLOOP_OPENSSL_FUNCTIONS(OFFLOOP_LOAD)
#undef OFFLOOP_LOAD
  return &functions;
}

const OpenSsl& Functions() {
  static const OpenSsl* const functions = LoadFunctions();
  if (functions == nullptr) {
    throw CodedFailure{"ERR_OPENSSL_UNAVAILABLE",
                       "Keys need the OpenSSL 3 of Node.js, which this runtime lacks: run the program with Node.js "
                       "20.19 or later"};
  }
  return *functions;
}

// Node puts these short names of libraries into its codes ("ERR_OSSL_RSA_…"); OpenSSL itself has only long ones.
const char* PrefixOf(unsigned long error) {
  switch (ERR_GET_LIB(error)) {
    case ERR_LIB_SYS:
      return "SYS_";
    case ERR_LIB_BN:
      return "BN_";
    case ERR_LIB_RSA:
      return "RSA_";
    case ERR_LIB_DH:
      return "DH_";
    case ERR_LIB_EVP:
      return "EVP_";
    case ERR_LIB_BUF:
      return "BUF_";
    case ERR_LIB_OBJ:
      return "OBJ_";
    case ERR_LIB_PEM:
      return "PEM_";
    case ERR_LIB_DSA:
      return "DSA_";
    case ERR_LIB_X509:
      return "X509_";
    case ERR_LIB_ASN1:
      return "ASN1_";
    case ERR_LIB_CRYPTO:
      return "CRYPTO_";
    case ERR_LIB_EC:
      return "EC_";
    case ERR_LIB_BIO:
      return "BIO_";
    case ERR_LIB_PKCS12:
      return "PKCS12_";
    case ERR_LIB_RAND:
      return "RAND_";
    default:
      return "";
  }
}

std::string OrEmpty(const char* text) { return text == nullptr ? "" : text; }

// OpenSSL frees its per-thread state in a thread-exit destructor that our exit handler cannot see. So a thread that
// used OpenSSL frees it here, counted by the gate. If the process is already exiting, the thread pauses and dies with
// it.
struct ThreadState {
  bool used = false;
  ~ThreadState() {
    if (!used) return;
    while (!Gate().Enter()) pause();
    Functions().OPENSSL_thread_stop();
    Gate().Leave();
  }
};

thread_local ThreadState thread_state;

}  // namespace

OpenSslSession::OpenSslSession() : functions_(Functions()) {
  if (!Gate().Enter()) throw Cancelled{};
  thread_state.used = true;
  functions_.ERR_clear_error();
}

OpenSslSession::~OpenSslSession() {
  functions_.ERR_clear_error();
  Gate().Leave();
}

bool OpenSslSession::Ending() { return ExitGate::Ending(); }

void FailCrypto(const OpenSslSession& openssl, const char* could_not) {
  CryptoFailure failure{could_not, {}};
  while (const unsigned long error = openssl->ERR_get_error()) {
    char text[256];
    openssl->ERR_error_string_n(error, text, sizeof text);
    failure.queue.push_back({PrefixOf(error), OrEmpty(openssl->ERR_lib_error_string(error)),
                             OrEmpty(openssl->ERR_reason_error_string(error)), text});
  }
  throw failure;
}

}  // namespace offloop
