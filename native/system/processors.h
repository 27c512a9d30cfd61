#pragma once

namespace offloop {

// Whether a thread may spin while another works: the process has more than one processor, and no control group limits
// how much processor time it gets (cpu.max of cgroups(7) v2, cpu.cfs_quota_us of v1), because spinning would use that
// up. Reads files: not on the loop.
bool MaySpin();

// Tells the processor that this is a spinning loop.
inline void Relax() {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace offloop
