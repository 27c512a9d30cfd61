#include "../../text/text_decoder.h"
