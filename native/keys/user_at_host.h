#pragma once

#include <string>

namespace offloop {

// ssh-keygen's default comment, "user@host". A user without an entry in the user database appears as a number;
// ssh-keygen fails there. Call it on a thread that may block, because the database may be a directory service.
std::string UserAtHost();

}  // namespace offloop
