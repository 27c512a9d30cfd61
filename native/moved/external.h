#include "../js/external.h"
