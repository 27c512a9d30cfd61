#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace offloop {

class Job;

// The neighbours of a job in its list. Only JobList uses them.
struct JobLinks {
  Job* before = nullptr;
  Job* after = nullptr;
};

// An intrusive list that owns its jobs. Adding, moving and taking out a job allocate nothing and take constant time, so
// they cannot fail. A job is in one list at a time.
//
// The owner of the list guards it.
class JobList {
 public:
  JobList() = default;
  JobList(JobList&& other) noexcept { Swap(other); }
  JobList& operator=(JobList&& other) noexcept {
    Swap(other);
    return *this;
  }
  ~JobList();

  void PushBack(std::unique_ptr<Job> job);
  void PushFront(std::unique_ptr<Job> job);
  // Moves all of `other` to the end.
  void Append(JobList&& other);

  // nullptr when the list is empty.
  std::unique_ptr<Job> PopFront();
  // Takes out a job of this list.
  std::unique_ptr<Job> Take(Job& job);
  // Takes out all jobs for which `matches` is true.
  template <typename Matches>
  JobList TakeIf(Matches matches) {
    JobList taken;
    for (Job* job = first_; job != nullptr;) {
      Job& current = *job;
      job = After(current);
      if (matches(current)) taken.PushBack(Take(current));
    }
    return taken;
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 private:
  static Job* After(const Job& job);
  void Swap(JobList& other) noexcept {
    std::swap(first_, other.first_);
    std::swap(last_, other.last_);
    std::swap(size_, other.size_);
  }

  Job* first_ = nullptr;
  Job* last_ = nullptr;
  size_t size_ = 0;
};

}  // namespace offloop
