#include "../../text/decode_utf8.h"
