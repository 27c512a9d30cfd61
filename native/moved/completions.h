#include "../jobs/completions.h"
