#include "encode_seed_key.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "key_parts.h"

namespace offloop {

namespace {

// How OpenSSL writes the keys of an algorithm, which are all of the same length: the bytes that they have in common, and
// where the parts of the one key lie among them.
struct Form {
  struct Place {
    const char* part;
    size_t at;
  };
  std::vector<uint8_t> bytes;
  std::vector<Place> places;
};

// OpenSSL cannot be asked for its setting: what it writes of a key that nobody uses is the answer.
Form LearnForm(const OpenSslStay& openssl, const std::string& algorithm) {
  const auto key = openssl.Own(openssl->EVP_PKEY_Q_keygen(nullptr, nullptr, algorithm.c_str()));
  const auto info = openssl.Own(openssl->EVP_PKEY2PKCS8(key.get()));
  const uint8_t* bytes = nullptr;
  int size = 0;
  if (!info || openssl->PKCS8_pkey_get0(nullptr, &bytes, &size, nullptr, info.get()) != 1) {
    FailCrypto(openssl, "encode the private key");
  }
  Form form{{bytes, bytes + size}, {}};
  for (const char* name : {"seed", OSSL_PKEY_PARAM_PRIV_KEY, OSSL_PKEY_PARAM_PUB_KEY}) {
    const Secret part = KeyParts(openssl, key.get()).Octets(name);
    const auto found = std::search(form.bytes.begin(), form.bytes.end(), part.data(), part.data() + part.size());
    if (found != form.bytes.end()) form.places.push_back({name, static_cast<size_t>(found - form.bytes.begin())});
  }
  return form;
}

// Learnt once: the setting does not change.
const Form& FormOf(const OpenSslStay& openssl, const std::string& algorithm) {
  static auto* mutex = new std::mutex;
  static auto* forms = new std::map<std::string, Form>;
  std::lock_guard<std::mutex> lock(*mutex);
  const auto known = forms->find(algorithm);
  return known != forms->end() ? known->second : forms->emplace(algorithm, LearnForm(openssl, algorithm)).first->second;
}

}  // namespace

Secret SeedKey(const OpenSslStay& openssl, EVP_PKEY* key) {
  const KeyParts parts(openssl, key);
  const Form& form = FormOf(openssl, parts.Kind().algorithm);
  Secret der(form.bytes.data(), form.bytes.size());
  for (const Form::Place& place : form.places) {
    const Secret part = parts.Octets(place.part);
    std::copy_n(part.data(), part.size(), der.data() + place.at);
  }
  return der;
}

}  // namespace offloop
