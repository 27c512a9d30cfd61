#include "../../keys/formats/encode_jwk.h"
