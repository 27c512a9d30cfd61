#include "../../keys/formats/fingerprint.h"
