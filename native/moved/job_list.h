#include "../jobs/job_list.h"
