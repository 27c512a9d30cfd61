#include "../jobs/histogram.h"
