#include "../../keys/formats/encrypt_private_key.h"
