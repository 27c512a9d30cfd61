#include "../../text/utf8_vector.h"
