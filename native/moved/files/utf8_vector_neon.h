#include "../../text/utf8_vector_neon.h"
