#include "gen_key.h"

#include "../js/arguments.h"
#include "../pools/start_job.h"
#include "key_pair.h"

namespace offloop {

Napi::Value GenKey(const Napi::CallbackInfo& info) {
  return StartReportingJob(info, [request = ReadKeyRequest(info[3].As<Napi::Object>())](JobContext& context) {
    return MakeKeyPair(request, context);
  });
}

}  // namespace offloop
