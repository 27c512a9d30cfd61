#pragma once

#include <cstddef>

#include "../memory/block.h"

namespace offloop {

// The text of a JavaScript string, in one of the two forms in which V8 stores strings.
struct Text {
  enum class Form { kLatin1, kUtf16 };

  Block memory;
  size_t length = 0;  // in units of one or two bytes
  Form form = Form::kLatin1;
};

}  // namespace offloop
