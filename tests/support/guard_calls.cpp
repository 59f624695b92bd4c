// guard_calls.cpp: sees every system call of a thread inside a scope, by Syscall User Dispatch (Linux 5.11,
// x86-64). The kernel raises SIGSYS in place of the call; the handler writes it down and makes the call
// itself. It watches no other thread and changes no result.  Side: any thread.
//
// The kernel reads `selector` at each call, so entering and leaving a scope costs no call. Two instructions
// must always pass: the `syscall` by which the handler does the call, and the sigreturn that ends the
// handler. Both stand between the two labels below, which is the range the kernel is told to leave alone.
#include <linux/futex.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>
#include <unistd.h>

#include <atomic>
#include <cstring>

#include "tests/support/guard_record.h"

#ifdef __x86_64__

asm(R"(
    .pushsection .text
    .globl corelogic_guard_calls_begin, corelogic_guard_calls_end, corelogic_guard_call, corelogic_guard_restore
    .balign 16
corelogic_guard_calls_begin:
corelogic_guard_call:                 # long call(nr, a, b, c, d, e, f)
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    ret
corelogic_guard_restore:              # what sigaction calls the restorer
    mov $15, %rax
    syscall
    nop
corelogic_guard_calls_end:
    .popsection
)");

extern "C" {
extern const char corelogic_guard_calls_begin[];  // NOLINT: a label of the assembly above
extern const char corelogic_guard_calls_end[];    // NOLINT
long corelogic_guard_call(long number, long a, long b, long c, long d, long e, long f);
void corelogic_guard_restore();
}

namespace corelogic::guard {
namespace {

// The kernel's own sigaction: glibc's would put its own restorer in, outside of our range.
struct KernelAction {
  void (*handler)(int, siginfo_t*, void*);
  unsigned long flags;
  void (*restorer)();
  unsigned long mask;
};
constexpr unsigned long kRestorer = 0x04000000;
constexpr std::size_t kKernelMaskBytes = 8;

bool is_counted_wake(long number, long operation) {
  if (!watch_of_thread.waking || number != SYS_futex) return false;
  const long command = operation & FUTEX_CMD_MASK;
  return command == FUTEX_WAKE || command == FUTEX_WAKE_BITSET;
}

// A call that gives a new stack or never comes back cannot be made from inside the handler.
bool must_run_in_place(long number) {
  switch (number) {
    case SYS_rt_sigreturn:
    case SYS_clone:
    case SYS_clone3:
    case SYS_fork:
    case SYS_vfork:
    case SYS_execve:
    case SYS_exit:
    case SYS_exit_group:
      return true;
    default:
      return false;
  }
}

void on_call(int, siginfo_t* signal, void* raw_context) {
  watch_of_thread.selector = 0;
  greg_t* registers = static_cast<ucontext_t*>(raw_context)->uc_mcontext.gregs;
  const long number = signal->si_syscall;
  if (is_counted_wake(number, registers[REG_RSI])) {
    count_wake();
  } else {
    record(Kind::kSystemCall, "system call", number);
  }
  if (must_run_in_place(number)) {
    registers[REG_RAX] = number;
    registers[REG_RIP] -= 2;  // back onto the two bytes of `syscall`; unwatched to the end of this scope
    return;
  }
  registers[REG_RAX] =
      corelogic_guard_call(number, registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                           registers[REG_R10], registers[REG_R8], registers[REG_R9]);
  watch_of_thread.selector = watch_of_thread.inside ? 1 : 0;
}

std::atomic<bool> available{true};

void catch_dispatched_calls() {
  KernelAction action{};
  action.handler = &on_call;
  action.flags = static_cast<unsigned long>(SA_SIGINFO) | static_cast<unsigned long>(SA_NODEFER) | kRestorer;
  action.restorer = &corelogic_guard_restore;
  syscall(SYS_rt_sigaction, SIGSYS, &action, nullptr, kKernelMaskBytes);
}

// A blocked SIGSYS would end the process at the first call.
void unblock_for_this_thread() {
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, SIGSYS);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
}

bool arm_this_thread() {
  const auto begin = reinterpret_cast<unsigned long>(&corelogic_guard_calls_begin[0]);
  const auto length = reinterpret_cast<unsigned long>(&corelogic_guard_calls_end[0]) - begin;
  unblock_for_this_thread();
  catch_dispatched_calls();
  return prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, begin, length, &watch_of_thread.selector) ==
         0;
}

}  // namespace

void begin_watching_calls() noexcept {
  Watch& self = watch_of_thread;
  if (!self.calls_armed) {
    if (!arm_this_thread()) {
      available = false;
      return;
    }
    self.calls_armed = true;
  }
  self.selector = 1;
}

void end_watching_calls() noexcept {
  watch_of_thread.selector = 0;
}

bool calls_can_be_watched() noexcept {
  begin_watching_calls();
  end_watching_calls();
  return available;
}

}  // namespace corelogic::guard

#else

namespace corelogic::guard {
void begin_watching_calls() noexcept {}
void end_watching_calls() noexcept {}
bool calls_can_be_watched() noexcept {
  return false;
}
}  // namespace corelogic::guard

#endif
