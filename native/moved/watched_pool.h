#include "../jobs/watched_pool.h"
