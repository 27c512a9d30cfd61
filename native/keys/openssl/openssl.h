#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <memory>

#include "../../system/failure.h"

namespace offloop {

// Every OpenSSL function that the addon calls. They are looked up in the running Node, so that keys follow its security
// updates, its providers and its FIPS setting. None is linked.
#define OFFLOOP_OPENSSL_FUNCTIONS(F) \
  F(BIO_ctrl)                        \
  F(BIO_free)                        \
  F(BIO_new)                         \
  F(BIO_s_mem)                       \
  F(BN_bn2binpad)                    \
  F(BN_clear_free)                   \
  F(BN_get_rfc2409_prime_1024)       \
  F(BN_get_rfc2409_prime_768)        \
  F(BN_get_rfc3526_prime_1536)       \
  F(BN_get_rfc3526_prime_2048)       \
  F(BN_get_rfc3526_prime_3072)       \
  F(BN_get_rfc3526_prime_4096)       \
  F(BN_get_rfc3526_prime_6144)       \
  F(BN_get_rfc3526_prime_8192)       \
  F(BN_num_bits)                     \
  F(CRYPTO_free)                     \
  F(EC_curve_nist2nid)               \
  F(ERR_clear_error)                 \
  F(ERR_error_string_n)              \
  F(ERR_get_error)                   \
  F(ERR_lib_error_string)            \
  F(ERR_reason_error_string)         \
  F(EVP_CIPHER_CTX_free)             \
  F(EVP_CIPHER_CTX_new)              \
  F(EVP_CIPHER_get_mode)             \
  F(EVP_Digest)                      \
  F(EVP_EncodeBlock)                 \
  F(EVP_EncryptInit_ex)              \
  F(EVP_EncryptUpdate)               \
  F(EVP_MD_get0_name)                \
  F(EVP_MD_get_size)                 \
  F(EVP_PKEY2PKCS8)                  \
  F(EVP_PKEY_CTX_free)               \
  F(EVP_PKEY_CTX_get_keygen_info)    \
  F(EVP_PKEY_CTX_new_from_name)      \
  F(EVP_PKEY_CTX_new_from_pkey)      \
  F(EVP_PKEY_CTX_set_cb)             \
  F(EVP_PKEY_CTX_set_params)         \
  F(EVP_PKEY_Q_keygen)               \
  F(EVP_PKEY_free)                   \
  F(EVP_PKEY_fromdata)               \
  F(EVP_PKEY_fromdata_init)          \
  F(EVP_PKEY_generate)               \
  F(EVP_PKEY_get0_type_name)         \
  F(EVP_PKEY_get_bits)               \
  F(EVP_PKEY_get_bn_param)           \
  F(EVP_PKEY_get_octet_string_param) \
  F(EVP_PKEY_get_utf8_string_param)  \
  F(EVP_PKEY_keygen_init)            \
  F(EVP_PKEY_paramgen_init)          \
  F(EVP_aes_256_ctr)                 \
  F(EVP_get_cipherbyname)            \
  F(EVP_get_digestbyname)            \
  F(EVP_sha256)                      \
  F(EVP_sha512)                      \
  F(OBJ_nid2obj)                     \
  F(OBJ_nid2sn)                      \
  F(OBJ_sn2nid)                      \
  F(OBJ_txt2nid)                     \
  F(OPENSSL_thread_stop)             \
  F(OpenSSL_version)                 \
  F(PEM_ASN1_write_bio)              \
  F(PKCS8_PRIV_KEY_INFO_free)        \
  F(PKCS8_encrypt)                   \
  F(PKCS8_pkey_get0)                 \
  F(RAND_bytes)                      \
  F(X509_PUBKEY_free)                \
  F(X509_PUBKEY_set)                 \
  F(X509_SIG_free)                   \
  F(d2i_PKCS8_PRIV_KEY_INFO)         \
  F(i2d_ASN1_OBJECT)                 \
  F(i2d_X509_PUBKEY)                 \
  F(i2d_X509_SIG)

struct OpenSsl {
#define OFFLOOP_DECLARE(function) decltype(&::function) function;
  OFFLOOP_OPENSSL_FUNCTIONS(OFFLOOP_DECLARE)
#undef OFFLOOP_DECLARE
};

// An OpenSSL object with one owner.
struct OpenSslFree {
  const OpenSsl* openssl;
  void operator()(BIGNUM* number) const { openssl->BN_clear_free(number); }
  void operator()(BIO* bio) const { openssl->BIO_free(bio); }
  void operator()(EVP_CIPHER_CTX* context) const { openssl->EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_PKEY* key) const { openssl->EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { openssl->EVP_PKEY_CTX_free(context); }
  void operator()(PKCS8_PRIV_KEY_INFO* info) const { openssl->PKCS8_PRIV_KEY_INFO_free(info); }
  void operator()(X509_PUBKEY* info) const { openssl->X509_PUBKEY_free(info); }
  void operator()(X509_SIG* encrypted) const { openssl->X509_SIG_free(encrypted); }
};
template <typename T>
using OpenSslOwned = std::unique_ptr<T, OpenSslFree>;

// The time that a thread spends inside OpenSSL. A session starts with an empty error queue, which is the thread's own.
// It delays OpenSSL's clean-up at exit, within the bound of openssl.cc. Throws a CodedFailure with
// ERR_OPENSSL_UNAVAILABLE if the runtime has no OpenSSL 3, such as Bun and Electron.
class OpenSslSession {
 public:
  OpenSslSession();
  ~OpenSslSession();
  OpenSslSession(const OpenSslSession&) = delete;
  OpenSslSession& operator=(const OpenSslSession&) = delete;

  const OpenSsl* operator->() const { return &functions_; }

  template <typename T>
  OpenSslOwned<T> Own(T* object) const {
    return OpenSslOwned<T>(object, OpenSslFree{&functions_});
  }

  // True once the process is exiting: end the session as soon as possible.
  static bool Ending();

 private:
  const OpenSsl& functions_;
};

// Throws a CryptoFailure with the errors of OpenSSL's queue, and empties the queue. OpenSSL sometimes fails without
// queuing an error; then `could_not` is the whole message.
[[noreturn]] void FailCrypto(const OpenSslSession& openssl, const char* could_not);

}  // namespace offloop
