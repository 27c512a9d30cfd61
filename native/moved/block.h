#include "../memory/block.h"
