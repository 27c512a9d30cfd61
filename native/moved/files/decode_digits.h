#include "../../text/decode_digits.h"
