#include "../jobs/environment.h"
