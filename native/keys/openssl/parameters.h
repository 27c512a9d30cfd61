#pragma once

#include <cstdint>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "openssl.h"

namespace offloop {

// A list of OSSL_PARAM(3) that owns the values it points to.
class Parameters {
 public:
  Parameters() = default;
  // Moving a std::list leaves its elements in place, so the pointers to them stay valid.
  Parameters(Parameters&&) = default;
  Parameters& operator=(Parameters&&) = default;

  void Text(const char* name, std::string value) { Add(name, OSSL_PARAM_UTF8_STRING, std::move(value)); }
  void Signed(const char* name, int32_t value) { Add(name, OSSL_PARAM_INTEGER, BytesOf(&value, sizeof value)); }
  void Unsigned(const char* name, uint32_t value) {
    Add(name, OSSL_PARAM_UNSIGNED_INTEGER, BytesOf(&value, sizeof value));
  }
  // A number of any size, the most significant byte first.
  void BigEndian(const char* name, std::string bytes) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    bytes.assign(bytes.rbegin(), bytes.rend());
#endif
    Add(name, OSSL_PARAM_UNSIGNED_INTEGER, std::move(bytes));
  }

  // A terminated copy, because EVP_PKEY_fromdata(3) takes a list that it may write to. Valid while this object lives.
  std::vector<OSSL_PARAM> List() const {
    std::vector<OSSL_PARAM> list = list_;
    list.push_back({nullptr, 0, nullptr, 0, 0});
    return list;
  }

 private:
  static std::string BytesOf(const void* value, size_t size) {
    return std::string(static_cast<const char*>(value), size);
  }

  void Add(const char* name, unsigned type, std::string value) {
    values_.push_back(std::move(value));
    list_.push_back({name, type, values_.back().data(), values_.back().size(), 0});
  }

  std::list<std::string> values_;
  std::vector<OSSL_PARAM> list_;
};

}  // namespace offloop
