#pragma once

#include "../jobs/job.h"
#include "openssl/openssl.h"
#include "resolve.h"

namespace offloop {

// Generates a key. Once the job is cancelled, throws Cancelled at OpenSSL's next callback.
OpenSslOwned<EVP_PKEY> Generate(const OpenSslSession& openssl, const ResolvedRequest& request,
                                const JobContext& context);

}  // namespace offloop
