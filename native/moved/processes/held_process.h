#include "../../processes/tree_member.h"
