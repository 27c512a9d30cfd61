#include "key_file.h"

#include <utility>

#include "../files/new_file.h"
#include "../js/to_js.h"
#include "formats/encode_key.h"
#include "formats/fingerprint.h"
#include "generate.h"
#include "openssl/key_parts.h"
#include "openssl/openssl.h"
#include "resolve.h"

namespace offloop {

namespace {

struct Encoded {
  Secret private_key;
  KeyFile facts;
};

// Ends the OpenSSL session before the files are written, so that the exit of the process does not wait for them.
Encoded MakeKey(const KeyRequest& request, const JobContext& context) {
  const OpenSslSession openssl;
  const ResolvedRequest resolved = Resolve(openssl, request);
  const OpenSslOwned<EVP_PKEY> generated = Generate(openssl, resolved, context);
  const KeyParts key(openssl, resolved.kind, generated.get());
  return {EncodeKey(openssl, key, resolved.private_encoding, context).bytes,
          {EncodeKey(openssl, key, resolved.public_encoding).bytes, Fingerprint(openssl, key)}};
}

}  // namespace

KeyFile MakeKeyFile(const KeyFileRequest& request, JobContext& context) {
  NewFile private_file(request.path, request.overwrite, nullptr);
  std::optional<NewFile> public_file;
  if (request.public_path) {
    public_file.emplace(*request.public_path, request.overwrite, "publicPath");
    if (public_file->IsSameAs(private_file)) {
      throw CodedFailure{"ERR_INVALID_ARG_VALUE",
                         "The \"options.publicPath\" property must name another file than the \"path\" argument"};
    }
  }
  Encoded key = MakeKey(request.key, context);
  if (public_file) {
    public_file->Write(key.facts.public_key.data(), key.facts.public_key.size(), NewFile::Readers::kAll);
  }
  private_file.Write(key.private_key.data(), key.private_key.size(), NewFile::Readers::kOwner);
  context.Commit();
  // The public file goes first: a program that sees the private one may open the public one next.
  if (public_file) public_file->Place();
  private_file.Place();
  if (public_file) public_file->Keep();
  private_file.Keep();
  return std::move(key.facts);
}

napi_value ToJs(napi_env env, const KeyFile& file) {
  napi_value object = nullptr;
  napi_value public_key = nullptr;
  napi_create_object(env, &object);
  napi_create_string_utf8(env, file.public_key.text(), file.public_key.size(), &public_key);
  SetProperty(env, object, "publicKey", public_key);
  SetProperty(env, object, "fingerprint", ToJs(env, file.fingerprint));
  return object;
}

}  // namespace offloop
