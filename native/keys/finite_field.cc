#include "finite_field.h"

namespace offloop {

Parameters ParametersOf(const DsaParameters& dsa) {
  Parameters parameters;
  parameters.Unsigned(OSSL_PKEY_PARAM_FFC_PBITS, dsa.modulus_length);
  if (dsa.divisor_length) parameters.Signed(OSSL_PKEY_PARAM_FFC_QBITS, *dsa.divisor_length);
  return parameters;
}

Parameters ParametersOf(const DhParameters& dh) {
  Parameters parameters;
  if (dh.prime) {
    parameters.BigEndian(OSSL_PKEY_PARAM_FFC_P, *dh.prime);
    parameters.Unsigned(OSSL_PKEY_PARAM_FFC_G, dh.generator);
  } else {
    parameters.Unsigned(OSSL_PKEY_PARAM_FFC_PBITS, dh.prime_length);
    parameters.Signed(OSSL_PKEY_PARAM_DH_GENERATOR, static_cast<int32_t>(dh.generator));
  }
  return parameters;
}

}  // namespace offloop
