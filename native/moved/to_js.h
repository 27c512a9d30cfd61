#include "../js/to_js.h"
