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

// What is told of a key whose private half is in a file.
struct KeyFile {
  Secret public_key;
  std::string fingerprint;
};

// Generates a key and puts the private half into a file, and the public half too where a path is given for it: both or
// neither. In a job, which commits itself when the files are whole and about to get their names.
KeyFile MakeKeyFile(const KeyFileRequest& request, JobContext& context);

// { publicKey, fingerprint }. On the loop.
napi_value ToJs(napi_env env, const KeyFile& file);

}  // namespace offloop
