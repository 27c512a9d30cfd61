#include "../../keys/formats/algorithm_identifier.h"
