#include "../../keys/formats/encode_key.h"
