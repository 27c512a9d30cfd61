#include "../system/thread.h"
