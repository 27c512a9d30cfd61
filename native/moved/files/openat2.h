#include "../../system/openat2.h"
