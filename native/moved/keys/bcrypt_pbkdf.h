#include "../../keys/bcrypt/bcrypt_pbkdf.h"
