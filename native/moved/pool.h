#include "../jobs/pool.h"
