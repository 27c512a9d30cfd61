#include "../../keys/formats/der.h"
