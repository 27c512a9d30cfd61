#include "../jobs/thread_pool.h"
