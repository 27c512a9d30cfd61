#include "../memory/spare_memory.h"
