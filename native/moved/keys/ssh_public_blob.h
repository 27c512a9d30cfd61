#include "../../keys/formats/ssh_public_blob.h"
