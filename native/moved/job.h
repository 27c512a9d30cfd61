#include "../jobs/job.h"
