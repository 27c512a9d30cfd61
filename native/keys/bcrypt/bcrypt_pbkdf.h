#pragma once

#include "../../jobs/job.h"
#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

// Derives a key of `size` bytes from a passphrase, slowly on purpose: bcrypt_pbkdf(3) of OpenBSD. Throws Cancelled once
// the job is cancelled.
Secret BcryptPbkdf(const OpenSslSession& openssl, const Secret& passphrase, const Secret& salt, uint32_t rounds,
                   size_t size, const JobContext& context);

}  // namespace offloop
