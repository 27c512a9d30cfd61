#include "key_stock.h"

#include <deque>
#include <memory>
#include <utility>

#include "../js/arguments.h"
#include "../js/external.h"
#include "../pools/start_job.h"
#include "key_pair.h"

namespace offloop {

namespace {

// Used on the loop. Its jobs share it, so any thread may destroy it.
struct KeyStock {
  std::shared_ptr<const KeyRequest> request;  // null once closed; running jobs share it
  std::deque<EncodedKeyPair> keys;

  void Close() {
    request.reset();
    keys.clear();
  }
};

// The result of a job that makes a key for the stock.
struct StockedKey {
  std::shared_ptr<KeyStock> stock;
  EncodedKeyPair pair;
};

napi_value ToJs(napi_env env, StockedKey&& key) {
  if (key.stock->request) key.stock->keys.push_back(std::move(key.pair));
  return offloop::ToJs(env, std::monostate());
}

struct Handle {
  std::shared_ptr<KeyStock> stock;

  ~Handle() {
    if (stock) stock->Close();
  }
};

constexpr ExternalKind<Handle> kKeyStock({0x99aa6c1908cf2070, 0xdc15e59b2c36e85b});

const std::shared_ptr<KeyStock>& KeyStockOf(const Napi::Value& handle) {
  return kKeyStock.At(handle.Env(), handle).stock;
}

}  // namespace

Napi::Value OpenKeyStock(const Napi::CallbackInfo& info) {
  auto handle = std::make_unique<Handle>();
  handle->stock = std::make_shared<KeyStock>();
  handle->stock->request = std::make_shared<const KeyRequest>(ReadKeyRequest(info[0].As<Napi::Object>()));
  return Napi::Value(info.Env(), kKeyStock.New(info.Env(), std::move(handle)));
}

Napi::Value StockKey(const Napi::CallbackInfo& info) {
  const std::shared_ptr<KeyStock>& stock = KeyStockOf(info[3]);
  return StartReportingJob(info, [stock, request = stock->request](JobContext& context) {
    if (!request) throw Cancelled{};
    return StockedKey{stock, MakeKeyPair(*request, context)};
  });
}

Napi::Value TakeKey(const Napi::CallbackInfo& info) {
  std::deque<EncodedKeyPair>& keys = KeyStockOf(info[0])->keys;
  if (keys.empty()) return info.Env().Undefined();
  const EncodedKeyPair pair = std::move(keys.front());
  keys.pop_front();
  return Napi::Value(info.Env(), ToJs(info.Env(), pair));
}

void CloseKeyStock(const Napi::CallbackInfo& info) { KeyStockOf(info[0])->Close(); }

}  // namespace offloop
