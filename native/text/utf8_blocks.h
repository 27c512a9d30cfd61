#pragma once

#include <cstdint>

#include "utf8.h"

namespace offloop {

// Decodes blocks of well-formed UTF-8 with vector instructions, up to the first block that holds anything else, or
// (into Latin-1) a character that has no place there, or that is not a whole block. Stops, and has to be called, between
// two characters; does nothing where the processor lacks the instructions.
Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint16_t* out);
Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint8_t* out);

}  // namespace offloop
