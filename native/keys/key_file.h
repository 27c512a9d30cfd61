#pragma once

#include <node_api.h>

#include <optional>
#include <string>

#include "../jobs/job.h"
#include "key_request.h"

namespace offloop {

struct KeyFileRequest {
  KeyRequest key;
  std::string path;
  std::optional<std::string> public_path;
  bool overwrite;
};

// The public facts of a key whose private half was written to a file.
struct KeyFile {
  Secret public_key;
  std::string fingerprint;
};

// Generates a key and writes the private half to a file. With a public path also writes the public half: both files are
// created, or neither. In a job, which commits once the files are whole, before they get their names.
KeyFile MakeKeyFile(const KeyFileRequest& request, JobContext& context);

// { publicKey, fingerprint }. On the loop.
napi_value ToJs(napi_env env, const KeyFile& file);

}  // namespace offloop
