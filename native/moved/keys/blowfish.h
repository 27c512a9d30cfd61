#include "../../keys/bcrypt/blowfish.h"
