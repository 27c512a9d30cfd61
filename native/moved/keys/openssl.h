#include "../../keys/openssl/openssl.h"
