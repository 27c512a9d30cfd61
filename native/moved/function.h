#include "../js/function.h"
