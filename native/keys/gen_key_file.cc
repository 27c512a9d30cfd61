#include "gen_key_file.h"

#include <utility>

#include "../files/absolute_path.h"
#include "../js/arguments.h"
#include "../pools/start_job.h"
#include "key_file.h"

namespace offloop {

Napi::Value GenKeyFile(const Napi::CallbackInfo& info) {
  std::optional<std::string> public_path = OptionalPath(info[5]);
  if (public_path) public_path = AbsolutePath(std::move(*public_path));
  KeyFileRequest request{ReadKeyRequest(info[3].As<Napi::Object>()), AbsolutePath(Path(info[4])),
                         std::move(public_path), info[6].As<Napi::Boolean>().Value()};
  return StartReportingJob(
      info, [request = std::move(request)](JobContext& context) { return MakeKeyFile(request, context); });
}

}  // namespace offloop
