#pragma once

#include <string>

namespace offloop {

// Who makes a key, and where: the comment that ssh-keygen gives a key by default. A user without an entry in the user
// database is its number, where ssh-keygen gives up. On a thread that may block: the database may be a directory service.
std::string UserAtHost();

}  // namespace offloop
