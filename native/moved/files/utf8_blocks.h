#include "../../text/utf8_blocks.h"
