#include "../../keys/formats/encode_openssh.h"
