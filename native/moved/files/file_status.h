#include "../../system/file_status.h"
