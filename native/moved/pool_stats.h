#include "../jobs/pool_stats.h"
