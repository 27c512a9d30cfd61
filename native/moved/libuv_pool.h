#include "../jobs/libuv_pool.h"
