#include "../js/lend.h"
