#include "../../keys/openssl/key_kind.h"
