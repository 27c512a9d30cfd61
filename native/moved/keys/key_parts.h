#include "../../keys/openssl/key_parts.h"
