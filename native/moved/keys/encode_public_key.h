#include "../../keys/formats/encode_public_key.h"
