#include "../../keys/formats/encode_private_key.h"
