#include "../../keys/formats/encode_seed_key.h"
