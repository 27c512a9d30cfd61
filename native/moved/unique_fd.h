#include "../system/unique_fd.h"
