#include "../../text/decode_units.h"
