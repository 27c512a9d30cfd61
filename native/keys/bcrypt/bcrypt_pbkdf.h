#pragma once

#include "../../jobs/job.h"
#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

// Makes a key of `size` bytes of a passphrase, slowly: bcrypt_pbkdf(3) of OpenBSD. Throws Cancelled once nobody waits
// for it.
Secret BcryptPbkdf(const OpenSslSession& openssl, const Secret& passphrase, const Secret& salt, uint32_t rounds,
                   size_t size, const Turn& turn);

}  // namespace offloop
