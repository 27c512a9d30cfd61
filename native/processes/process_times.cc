#include "process_times.h"

#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <limits>

namespace offloop {

namespace {

#ifdef CLOCK_BOOTTIME
constexpr clockid_t kSinceBoot = CLOCK_BOOTTIME;
#else
constexpr clockid_t kSinceBoot = CLOCK_MONOTONIC;
#endif

double ToMillis(const timespec& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double Now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return ToMillis(time);
}

double ToMillis(uint64_t ticks) {
  static const double millis_per_tick = 1000.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
  return static_cast<double>(ticks) * millis_per_tick;
}

// The wall clock's time when the system started: the measurement, of several, that took the shortest time.
double MeasureBoot() {
  constexpr double kGoodEnough = 0.1;
  double boot = 0;
  double shortest = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 10 && shortest > kGoodEnough; ++i) {
    const double before = Now(kSinceBoot);
    const double wall = Now(CLOCK_REALTIME);
    const double took = Now(kSinceBoot) - before;
    if (took >= shortest) continue;
    shortest = took;
    boot = wall - before - took / 2;
  }
  return boot;
}

// The same value at each call until the clock is set, so that the start time of a process does not vary. Adjusting the
// speed of the clock, as NTP does, moves both clocks alike.
double Boot() {
  constexpr double kJitter = 5;
  static std::atomic<double> known{-std::numeric_limits<double>::infinity()};
  const double measured = MeasureBoot();
  double boot = known.load();
  while (std::abs(measured - boot) > kJitter) {
    if (known.compare_exchange_weak(boot, measured)) return measured;
  }
  return boot;
}

}  // namespace

double NowSinceBoot() { return Now(kSinceBoot); }

double StartSinceBoot(const ProcessStat& stat) { return ToMillis(stat.start_ticks); }

double StartedAt(const ProcessStat& stat) { return Boot() + StartSinceBoot(stat); }

#ifdef __linux__

std::optional<double> PreciseCpuTime(pid_t pid) {
  clockid_t clock;
  timespec time;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return std::nullopt;
  return ToMillis(time);
}

#else

std::optional<double> PreciseCpuTime(pid_t) { return std::nullopt; }

#endif

double CpuTime(const ProcessStat& stat) { return ToMillis(stat.cpu_ticks); }

}  // namespace offloop
