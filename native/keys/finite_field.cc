#include "finite_field.h"

#include <strings.h>

namespace offloop {

namespace {

// The groups of RFC 2409 and RFC 3526, under Node's names. All have the generator 2.
struct Group {
  const char* name;
  decltype(OpenSsl::BN_get_rfc3526_prime_1536) OpenSsl::*prime;
};

constexpr Group kGroups[] = {
    {"modp1", &OpenSsl::BN_get_rfc2409_prime_768},   {"modp2", &OpenSsl::BN_get_rfc2409_prime_1024},
    {"modp5", &OpenSsl::BN_get_rfc3526_prime_1536},  {"modp14", &OpenSsl::BN_get_rfc3526_prime_2048},
    {"modp15", &OpenSsl::BN_get_rfc3526_prime_3072}, {"modp16", &OpenSsl::BN_get_rfc3526_prime_4096},
    {"modp17", &OpenSsl::BN_get_rfc3526_prime_6144}, {"modp18", &OpenSsl::BN_get_rfc3526_prime_8192},
};

const Group& GroupByName(const std::string& name) {
  for (const Group& group : kGroups) {
    if (strcasecmp(group.name, name.c_str()) == 0) return group;
  }
  throw CodedFailure{"ERR_CRYPTO_UNKNOWN_DH_GROUP",
                     "Unknown DH group: '" + name + "'; the known ones are modp1, modp2, modp5 and modp14 to modp18"};
}

// The most significant byte first.
std::string GroupPrime(const OpenSslSession& openssl, const std::string& name) {
  const Group& group = GroupByName(name);
  const OpenSslOwned<BIGNUM> prime = openssl.Own((openssl.operator->()->*group.prime)(nullptr));
  if (!prime) FailCrypto(openssl, "allocate memory");
  std::string bytes((static_cast<size_t>(openssl->BN_num_bits(prime.get())) + 7) / 8, '\0');
  openssl->BN_bn2binpad(prime.get(), reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  return bytes;
}

}  // namespace

Domain ResolveDomain(const DsaParameters& dsa) {
  Domain domain{Domain::Prime::kSearched, {}};
  domain.parameters.Unsigned(OSSL_PKEY_PARAM_FFC_PBITS, dsa.modulus_length);
  if (dsa.divisor_length) domain.parameters.Signed(OSSL_PKEY_PARAM_FFC_QBITS, *dsa.divisor_length);
  return domain;
}

Domain ResolveDomain(const OpenSslSession& openssl, const DhParameters& dh) {
  if (dh.group || dh.prime) {
    Domain domain{Domain::Prime::kGiven, {}};
    domain.parameters.BigEndian(OSSL_PKEY_PARAM_FFC_P, dh.group ? GroupPrime(openssl, *dh.group) : *dh.prime);
    domain.parameters.Unsigned(OSSL_PKEY_PARAM_FFC_G, dh.generator);
    return domain;
  }
  Domain domain{Domain::Prime::kSearched, {}};
  domain.parameters.Unsigned(OSSL_PKEY_PARAM_FFC_PBITS, dh.prime_length);
  domain.parameters.Signed(OSSL_PKEY_PARAM_DH_GENERATOR, static_cast<int32_t>(dh.generator));
  return domain;
}

}  // namespace offloop
