#include "../../keys/openssl/parameters.h"
