#include "../../keys/formats/base64.h"
