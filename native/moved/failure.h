#include "../system/failure.h"
