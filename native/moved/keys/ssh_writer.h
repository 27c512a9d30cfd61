#include "../../keys/formats/ssh_writer.h"
