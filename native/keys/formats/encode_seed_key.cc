#include "encode_seed_key.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace offloop {

namespace {

// The layout that OpenSSL gives the keys of an algorithm, which all have the same length: their common bytes, and the
// places where the parts of each key go. A part may occur more than once, and within another.
struct Layout {
  struct Place {
    const char* part;
    size_t at;
    size_t size;
  };
  std::vector<uint8_t> bytes;
  std::vector<Place> places;
};

// A key, and OpenSSL's encoding of it.
struct Sample {
  OpenSslOwned<EVP_PKEY> key;
  Secret written;
};

Secret WrittenByOpenSsl(const OpenSslSession& openssl, EVP_PKEY* key) {
  // OpenSSL zeroes it when it is freed.
  const auto info = openssl.Own(openssl->EVP_PKEY2PKCS8(key));
  const uint8_t* bytes = nullptr;
  int size = 0;
  if (!info || openssl->PKCS8_pkey_get0(nullptr, &bytes, &size, nullptr, info.get()) != 1) {
    FailCrypto(openssl, "encode the private key");
  }
  return Secret(bytes, static_cast<size_t>(size));
}

Sample MakeSample(const OpenSslSession& openssl, const std::string& algorithm) {
  auto key = openssl.Own(openssl->EVP_PKEY_Q_keygen(nullptr, nullptr, algorithm.c_str()));
  if (!key) FailCrypto(openssl, "generate the key");
  Secret written = WrittenByOpenSsl(openssl, key.get());
  return {std::move(key), std::move(written)};
}

// Empty if the key has no such part: OpenSSL can be configured not to keep seeds.
Secret PartOf(const OpenSslSession& openssl, EVP_PKEY* key, const char* name) {
  const bool has_it = openssl->EVP_PKEY_get_octet_string_param(key, name, nullptr, 0, nullptr) == 1;
  return has_it ? KeyParts(openssl, {KeyFamily::kModuleLattice, "", ""}, key).Octets(name) : Secret();
}

bool Holds(const Secret& written, size_t at, const Secret& part) {
  return part.size() <= written.size() - at && std::equal(part.data(), part.data() + part.size(), written.data() + at);
}

// OpenSSL has no function that returns its configuration. So it encodes two keys that are used for nothing else, and
// their common bytes are the layout. Returns nothing if they differ in other bytes than their parts.
std::optional<Layout> LearnLayout(const OpenSslSession& openssl, const std::string& algorithm) {
  const Sample one = MakeSample(openssl, algorithm);
  const Sample other = MakeSample(openssl, algorithm);
  const size_t size = one.written.size();
  if (other.written.size() != size) return std::nullopt;

  Layout layout{{one.written.data(), one.written.data() + size}, {}};
  std::vector<bool> accounted_for(size);
  for (const char* name : {"seed", OSSL_PKEY_PARAM_PRIV_KEY, OSSL_PKEY_PARAM_PUB_KEY}) {
    const Secret ones_part = PartOf(openssl, one.key.get(), name);
    const Secret others_part = PartOf(openssl, other.key.get(), name);
    if (ones_part.size() == 0) continue;
    for (size_t at = 0; at < size; ++at) {
      if (!Holds(one.written, at, ones_part) || !Holds(other.written, at, others_part)) continue;
      layout.places.push_back({name, at, ones_part.size()});
      std::fill_n(accounted_for.begin() + static_cast<std::ptrdiff_t>(at), ones_part.size(), true);
    }
  }
  for (size_t at = 0; at < size; ++at) {
    if (!accounted_for[at] && one.written.data()[at] != other.written.data()[at]) return std::nullopt;
  }
  return layout;
}

// Learnt once, because the configuration does not change.
const std::optional<Layout>& LayoutOf(const OpenSslSession& openssl, const std::string& algorithm) {
  static auto* mutex = new std::mutex;
  static auto* layouts = new std::map<std::string, std::optional<Layout>>;
  std::lock_guard<std::mutex> lock(*mutex);
  const auto known = layouts->find(algorithm);
  if (known != layouts->end()) return known->second;
  return layouts->emplace(algorithm, LearnLayout(openssl, algorithm)).first->second;
}

}  // namespace

Secret SeedKey(const OpenSslSession& openssl, const KeyParts& key) {
  const std::optional<Layout>& layout = LayoutOf(openssl, key.kind().algorithm);
  if (!layout) return WrittenByOpenSsl(openssl, key.get());
  Secret der(layout->bytes.data(), layout->bytes.size());
  for (const Layout::Place& place : layout->places) {
    const Secret part = key.Octets(place.part);
    if (part.size() != place.size) return WrittenByOpenSsl(openssl, key.get());
    std::copy_n(part.data(), part.size(), der.data() + place.at);
  }
  return der;
}

}  // namespace offloop
