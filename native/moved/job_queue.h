#include "../jobs/job_queue.h"
