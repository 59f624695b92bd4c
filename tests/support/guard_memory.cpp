// guard_memory.cpp: malloc's family and new's in front of glibc's; each call inside a scope is written down.
// The forms of new and delete not named here forward to the four that are (C++ standard, [new.delete]),
// except that libstdc++'s own nothrow and array forms are reached through them too.  Side: any thread.
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "tests/support/guard_record.h"

using corelogic::guard::Kind;
using corelogic::guard::record;

extern "C" {
// glibc's own, exported for exactly this use.
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);

void* malloc(std::size_t size) {
  record(Kind::kAllocate, "malloc");
  return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  record(Kind::kAllocate, "calloc");
  return __libc_calloc(count, size);
}

void* realloc(void* old, std::size_t size) {
  record(Kind::kAllocate, "realloc");
  return __libc_realloc(old, size);
}

void free(void* memory) {
  if (memory != nullptr) record(Kind::kFree, "free");
  __libc_free(memory);
}

void* memalign(std::size_t alignment, std::size_t size) {
  record(Kind::kAllocate, "memalign");
  return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  record(Kind::kAllocate, "aligned_alloc");
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  record(Kind::kAllocate, "posix_memalign");
  if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
  *memory = __libc_memalign(alignment, size);
  return *memory == nullptr ? ENOMEM : 0;
}
}

namespace {

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size) {
  record(Kind::kAllocate, "operator new");
  return or_throw(__libc_malloc(size));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  record(Kind::kAllocate, "operator new(aligned)");
  return or_throw(__libc_memalign(static_cast<std::size_t>(alignment), size));
}

void operator delete(void* memory) noexcept {
  if (memory != nullptr) record(Kind::kFree, "operator delete");
  __libc_free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

void operator delete(void* memory, std::align_val_t) noexcept {
  if (memory != nullptr) record(Kind::kFree, "operator delete(aligned)");
  __libc_free(memory);
}

void operator delete(void* memory, std::size_t, std::align_val_t alignment) noexcept {
  operator delete(memory, alignment);
}
