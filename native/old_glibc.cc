// Makes the published binary run with glibc 2.28, as Node itself does, although it is linked with a newer glibc. The
// symbols defined here replace glibc's in all objects that are linked, including libstdc++.a. They are not exported.

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Each begins with the instruction that a target of indirect branches needs (CET, BTI). Older processors ignore it.
#if defined(__x86_64__)
#define SINCE(x64, arm64) x64
#define JUMP(target) "endbr64\njmp " target "@PLT"
#elif defined(__aarch64__)
#define SINCE(x64, arm64) arm64
#define JUMP(target) "hint #34\nb " target
#else
#error "Only binaries for x64 and arm64 are made for other systems than this one"
#endif

// Redirects calls of `name` to a version of `old` that glibc 2.28 has. Each is in a section of its own, so that the
// linker drops those that are not called.
#define REPLACE(name, old, version)                                                                              \
  __asm__(".pushsection .text." #name                                                                            \
          ", \"ax\", %progbits\n"                                                                                \
          ".symver old_" #name ", " #old "@GLIBC_" version "\n.globl " #name "\n.hidden " #name "\n.type " #name \
          ", %function\n" #name ": " JUMP("old_" #name) "\n.popsection")

#define FORWARD(name, version) REPLACE(name, name, version)

// glibc 2.34 (pthread_sigmask: 2.32) moved these from libpthread and libdl, and gave them a new version. glibc still
// has the old version.
FORWARD(dlsym, SINCE("2.2.5", "2.17"));
FORWARD(pthread_create, SINCE("2.2.5", "2.17"));
FORWARD(pthread_detach, SINCE("2.2.5", "2.17"));
FORWARD(pthread_getspecific, SINCE("2.2.5", "2.17"));
FORWARD(pthread_join, SINCE("2.2.5", "2.17"));
FORWARD(pthread_key_create, SINCE("2.2.5", "2.17"));
FORWARD(pthread_key_delete, SINCE("2.2.5", "2.17"));
FORWARD(pthread_once, SINCE("2.2.5", "2.17"));
FORWARD(pthread_rwlock_rdlock, SINCE("2.2.5", "2.17"));
FORWARD(pthread_rwlock_unlock, SINCE("2.2.5", "2.17"));
FORWARD(pthread_rwlock_wrlock, SINCE("2.2.5", "2.17"));
FORWARD(pthread_setname_np, SINCE("2.12", "2.17"));
FORWARD(pthread_setspecific, SINCE("2.2.5", "2.17"));
FORWARD(pthread_sigmask, SINCE("2.2.5", "2.17"));

// The headers of glibc 2.38 and later redirect sscanf and strtol to these, which also accept binary numbers.
REPLACE(__isoc23_sscanf, __isoc99_sscanf, SINCE("2.7", "2.17"));
REPLACE(__isoc23_strtol, strtol, SINCE("2.2.5", "2.17"));
REPLACE(__isoc23_strtoul, strtoul, SINCE("2.2.5", "2.17"));
REPLACE(__isoc23_strtoull, strtoull, SINCE("2.2.5", "2.17"));

extern "C" {

#pragma GCC visibility push(hidden)

// Since 2.32. libstdc++ skips locked instructions while it is true, that is, while there is one thread. Node has
// several.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
char __libc_single_threaded = 0;

// Since 2.33. The system call fills in the same struct.
int fstat64(int fd, struct stat64* status) noexcept { return static_cast<int>(syscall(SYS_fstat, fd, status)); }

#pragma GCC visibility pop

}  // extern "C"
