#include "../../keys/formats/pem.h"
