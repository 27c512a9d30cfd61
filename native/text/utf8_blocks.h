#pragma once

#include <cstdint>

#include "utf8.h"

namespace offloop {

// Decodes whole blocks of well-formed UTF-8 with vector instructions. Stops before the first block that is incomplete
// or ill-formed or, into Latin-1, has a character outside of Latin-1. `in` has to be at the beginning of a character,
// and so is the returned position. Decodes nothing if the processor lacks the instructions.
Decoded<uint16_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint16_t* out);
Decoded<uint8_t> DecodeBlocks(const uint8_t* in, const uint8_t* end, uint8_t* out);

}  // namespace offloop
