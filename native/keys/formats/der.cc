#include "der.h"

#include <algorithm>

namespace offloop {

namespace {

struct Header {
  size_t size;
  size_t content_size;
};

Header ReadHeader(const uint8_t* element) {
  if (element[1] <= 0x7f) return {2, element[1]};
  const size_t count = element[1] & 0x7f;
  size_t length = 0;
  for (size_t i = 0; i < count; ++i) length = length << 8 | element[2 + i];
  return {2 + count, length};
}

}  // namespace

Secret Der(DerTag tag, std::initializer_list<Secret> contents) {
  size_t content_size = 0;
  for (const Secret& part : contents) content_size += part.size();

  // A length up to 127 is one byte; a longer one is preceded by the number of its bytes.
  uint8_t header[2 + sizeof content_size];
  uint8_t* const end = header + sizeof header;
  uint8_t* first = end;
  size_t length = content_size;
  do {
    *--first = static_cast<uint8_t>(length);
    length >>= 8;
  } while (length > 0);
  if (content_size > 0x7f) {
    const auto count = end - first;
    *--first = static_cast<uint8_t>(0x80 | count);
  }
  *--first = static_cast<uint8_t>(tag);
  const auto header_size = static_cast<size_t>(end - first);

  Secret der(header_size + content_size);
  uint8_t* place = std::copy(first, end, der.data());
  for (const Secret& part : contents) place = std::copy_n(part.data(), part.size(), place);
  return der;
}

Secret DerInteger(const Secret& number) {
  // OpenSSL gives no bytes for 0.
  if (number.size() == 0) return DerInteger(0);
  const uint8_t* first = number.data();
  size_t size = number.size();
  while (size > 1 && *first == 0) ++first, --size;
  // A set first bit would make the number negative.
  if ((*first & 0x80) != 0) return Der(DerTag::kInteger, {Secret("", 1), Secret(first, size)});
  return Der(DerTag::kInteger, {Secret(first, size)});
}

Secret DerInteger(uint8_t number) { return DerInteger(Secret(&number, 1)); }

Secret DerBitString(Secret bytes) {
  // The first byte says that no bits of the last byte are unused.
  return Der(DerTag::kBitString, {Secret("", 1), std::move(bytes)});
}

Secret DerChild(const Secret& element, size_t index) {
  const uint8_t* child = element.data() + ReadHeader(element.data()).size;
  for (; index > 0; --index) {
    const Header passed = ReadHeader(child);
    child += passed.size + passed.content_size;
  }
  const Header header = ReadHeader(child);
  return Secret(child, header.size + header.content_size);
}

}  // namespace offloop
