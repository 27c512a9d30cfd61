#include "../jobs/watcher.h"
