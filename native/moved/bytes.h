#include "../memory/bytes.h"
