#include "../system/clock.h"
