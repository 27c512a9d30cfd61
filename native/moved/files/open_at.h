#include "../../system/open_at.h"
