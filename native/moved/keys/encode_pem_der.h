#include "../../keys/formats/encode_pem_der.h"
