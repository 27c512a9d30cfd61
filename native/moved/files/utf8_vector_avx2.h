#include "../../text/utf8_vector_avx2.h"
