#include "../memory/secret.h"
