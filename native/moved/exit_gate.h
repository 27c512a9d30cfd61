#include "../system/exit_gate.h"
