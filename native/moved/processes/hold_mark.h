#include "../../processes/suspension_mark.h"
