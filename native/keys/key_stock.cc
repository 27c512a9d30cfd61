#include "key_stock.h"

#include <deque>
#include <memory>
#include <utility>

#include "../arguments.h"
#include "../pools/pool_handle.h"
#include "key_pair.h"

namespace offloop {

namespace {

// Threads: its jobs share it, so that it may be destroyed on any; all else on the loop.
struct KeyStock {
  std::shared_ptr<const KeyRequest> request;  // null when it is closed; jobs that are under way have it too
  std::deque<EncodedKeyPair> keys;

  void Close() {
    request.reset();
    keys.clear();
  }
};

// A key on its way to the stock.
struct StockedKey {
  std::shared_ptr<KeyStock> stock;
  EncodedKeyPair pair;
};

napi_value ToJs(napi_env env, StockedKey&& key) {
  if (key.stock->request) key.stock->keys.push_back(std::move(key.pair));
  return offloop::ToJs(env, std::monostate());
}

using Handle = std::shared_ptr<KeyStock>;

const Handle& KeyStockOf(const Napi::Value& handle) { return *handle.As<Napi::External<Handle>>().Data(); }

}  // namespace

Napi::Value OpenKeyStock(const Napi::CallbackInfo& info) {
  auto stock = std::make_shared<KeyStock>();
  stock->request = std::make_shared<const KeyRequest>(ReadKeyRequest(info[0].As<Napi::Object>()));
  auto handle = std::make_unique<Handle>(std::move(stock));
  const auto external = Napi::External<Handle>::New(info.Env(), handle.get(), [](Napi::Env, Handle* garbage) {
    (*garbage)->Close();
    delete garbage;
  });
  // Not before: where there is no memory for the external, the passphrase is wiped with the handle.
  handle.release();
  return external;
}

Napi::Value StockKey(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Handle& stock = KeyStockOf(info[0]);
  auto task = [stock, request = stock->request](Turn& turn) {
    if (!request) throw Cancelled{};
    return StockedKey{stock, MakeKeyPair(*request, turn)};
  };
  return Napi::Value(
      env, RunJob(env, PoolOf(info[1]), Uint32(info[3]), std::move(task), info[2].As<Napi::Boolean>()));
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
