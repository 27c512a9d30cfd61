#include "../jobs/event_queue.h"
