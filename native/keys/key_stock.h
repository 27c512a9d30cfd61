#pragma once

#include <napi.h>

namespace offloop {

// Keys that wait to be taken, all made by one request. The request, with its passphrase, and the keys are here alone, and
// are wiped when the stock is closed or its handle is garbage.

// openKeyStock(request): KeyStock
Napi::Value OpenKeyStock(const Napi::CallbackInfo& info);
// stockKey(pool, jobId, hasListener, stock): Promise<void>, resolved when one more key is there
Napi::Value StockKey(const Napi::CallbackInfo& info);
// takeKey(stock): { publicKey, privateKey }, the oldest; there has to be one
Napi::Value TakeKey(const Napi::CallbackInfo& info);
// closeKeyStock(stock): void
void CloseKeyStock(const Napi::CallbackInfo& info);

}  // namespace offloop
