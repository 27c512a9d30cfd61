#include "../js/arguments.h"
