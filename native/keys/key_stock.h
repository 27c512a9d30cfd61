#pragma once

#include <napi.h>

namespace offloop {

// Keys made ahead from one request. The stock owns the keys, and the request with its passphrase, and wipes them when
// it is closed or its handle is garbage collected.

// openKeyStock(request): KeyStock
Napi::Value OpenKeyStock(const Napi::CallbackInfo& info);
// stockKey(pool, jobId, hasListener, stock): Promise<void>, resolved when the stock has one more key
Napi::Value StockKey(const Napi::CallbackInfo& info);
// takeKey(stock): { publicKey, privateKey }, the oldest; the stock must not be empty
Napi::Value TakeKey(const Napi::CallbackInfo& info);
// closeKeyStock(stock): void
void CloseKeyStock(const Napi::CallbackInfo& info);

}  // namespace offloop
