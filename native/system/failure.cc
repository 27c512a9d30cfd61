#include "failure.h"

#include <cerrno>
#include <utility>

namespace offloop {

void Fail(const char* syscall) { throw SystemFailure{errno, syscall}; }

Failure CurrentFailure() noexcept {
  try {
    throw;
  } catch (SystemFailure& failure) {
    return failure;
  } catch (CryptoFailure& failure) {
    return std::move(failure);
  } catch (CodedFailure& failure) {
    return std::move(failure);
  } catch (Cancelled& failure) {
    return failure;
  } catch (...) {
    return SystemFailure{ENOMEM, "malloc"};
  }
}

}  // namespace offloop
