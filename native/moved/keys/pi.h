#include "../../keys/bcrypt/pi.h"
