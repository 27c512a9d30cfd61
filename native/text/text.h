#pragma once

#include <cstddef>

#include "../memory/block.h"

namespace offloop {

// The text of a JavaScript string, in one of the two forms that V8 keeps strings in.
struct Text {
  enum class Form { kLatin1, kUtf16 };

  Block memory;
  size_t length = 0;  // in units of a byte or two
  Form form = Form::kLatin1;
};

}  // namespace offloop
