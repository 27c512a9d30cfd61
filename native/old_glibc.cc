// Has the binary that is shipped run with glibc 2.28, as Node itself does, though it is linked with a newer one. What is
// defined here takes the place of glibc's symbols in all that is linked, libstdc++.a included, and is seen nowhere else.

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Each begins with the instruction that indirect branches may land on; processors without such a rule pass over it.
#if defined(__x86_64__)
#define SINCE(x64, arm64) x64
#define JUMP(target) "endbr64\njmp " target "@PLT"
#elif defined(__aarch64__)
#define SINCE(x64, arm64) arm64
#define JUMP(target) "hint #34\nb " target
#else
#error "Only binaries for x64 and arm64 are made for other systems than this one"
#endif

// Has calls of `name` go to a version of `old` that glibc 2.28 has. Each is in a section of its own, so that what nobody
// calls is left out.
#define REPLACE(name, old, version)                           \
  __asm__(".pushsection .text." #name ", \"ax\", %progbits\n" \
          ".symver old_" #name ", " #old "@GLIBC_" version    \
          "\n.globl " #name "\n.hidden " #name                \
          "\n.type " #name ", %function\n" #name ": "         \
          JUMP("old_" #name) "\n.popsection")

#define FORWARD(name, version) REPLACE(name, name, version)

// These were in libpthread and libdl until glibc 2.34 (pthread_sigmask: 2.32) moved them, under a new version. The old
// one is still there.
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

// What the headers of glibc 2.38 and later make of these. They read binary numbers, too.
REPLACE(__isoc23_sscanf, __isoc99_sscanf, SINCE("2.7", "2.17"));
REPLACE(__isoc23_strtol, strtol, SINCE("2.2.5", "2.17"));
REPLACE(__isoc23_strtoul, strtoul, SINCE("2.2.5", "2.17"));
REPLACE(__isoc23_strtoull, strtoull, SINCE("2.2.5", "2.17"));

extern "C" {

#pragma GCC visibility push(hidden)

// Since 2.32. It spares libstdc++ its locked instructions as long as there is one thread; Node has several.
char __libc_single_threaded = 0;

// Since 2.33. The system call fills in the same struct.
int fstat64(int fd, struct stat64* status) noexcept { return static_cast<int>(syscall(SYS_fstat, fd, status)); }

#pragma GCC visibility pop

}  // extern "C"
