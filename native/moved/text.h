#include "../text/text.h"
