#include "../system/linux_abi.h"
