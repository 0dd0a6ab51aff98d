import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Machine, seccompFilter } from "@cryolab/grader/internal/sandbox/seccomp";
import { expect } from "chai";

/** What a filter says to one call: the kernel's interpreter of classic BPF, for the six instructions that are used. */
function verdict(filter: Uint8Array, data: { nr: number; arch: number; flags?: number }): string {
  const record = new DataView(new ArrayBuffer(64));
  record.setUint32(0, data.nr, true);
  record.setUint32(4, data.arch, true);
  record.setUint32(16, data.flags ?? 0, true);
  const program = new DataView(filter.buffer);
  let a = 0;
  for (let pc = 0; pc < filter.length / 8; pc++) {
    const code = program.getUint16(8 * pc, true);
    const k = program.getUint32(8 * pc + 4, true);
    const jump = (holds: boolean): number => program.getUint8(8 * pc + (holds ? 2 : 3));
    if (code === 0x20) a = record.getUint32(k, true);
    else if (code === 0x15) pc += jump(a === k);
    else if (code === 0x35) pc += jump(a >= k);
    else if (code === 0x45) pc += jump((a & k) !== 0);
    else if (code === 0x06) {
      const names: Record<number, string> = {
        2147418112: "allow",
        2147483648: "kill",
        327681: "EPERM",
        327718: "ENOSYS",
      };
      return names[k] ?? `verdict ${k}`;
    } else throw new Error(`no such instruction: ${code}`);
  }
  throw new Error("the program runs off its end");
}

// numbers out of the kernel's own headers: syscalls.py beside this file, linux-libc-dev 6.1
const golden = fileURLToPath(new URL("../../../../tests/grader/sandbox/syscalls.json", import.meta.url));
const numbers = JSON.parse(readFileSync(golden, "utf8")) as Record<Machine, Record<string, number>>;
const audit: Record<Machine, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };

const allowed = `read write close openat mmap mprotect munmap brk futex epoll_ctl eventfd2 pipe2 execve exit exit_group
  prlimit64 getrandom rt_sigaction tgkill sched_yield madvise ioctl dup3 clock_gettime`.split(/\s+/);
const refused =
  `fork vfork execveat socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg
  recvmmsg ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd pidfd_send_signal kcmp unshare setns chroot
  pivot_root mount umount2 open_tree move_mount fsopen fsmount mount_setattr open_by_handle_at mknod mknodat memfd_create
  memfd_secret userfaultfd bpf perf_event_open io_uring_setup io_uring_enter keyctl add_key request_key personality init_module
  finit_module kexec_load reboot swapon acct syslog settimeofday clock_settime sethostname iopl ioperm modify_ldt shmget`.split(
    /\s+/,
  );

describe("seccompFilter", () => {
  for (const machine of ["x64", "arm64"] as const) {
    const filter = seccompFilter(machine);
    const arch = audit[machine];
    const nr = numbers[machine];
    const known = (names: readonly string[]): string[] => names.filter((name) => nr[name] !== undefined);

    it(`lets Node live on ${machine}`, () => {
      for (const name of known(allowed)) expect(verdict(filter, { nr: nr[name], arch }), name).to.equal("allow");
      expect(known(allowed).length).to.be.greaterThan(20);
    });
    it(`refuses processes, sockets, namespaces and the machine on ${machine}`, () => {
      for (const name of known(refused)) expect(verdict(filter, { nr: nr[name], arch }), name).to.equal("EPERM");
      expect(known(refused).length).to.be.greaterThan(50);
    });
    it(`makes threads and no processes on ${machine}`, () => {
      const clone = nr.clone;
      expect(verdict(filter, { nr: clone, arch, flags: 0x3d0f00 })).to.equal("allow"); // as pthread_create calls it
      expect(verdict(filter, { nr: clone, arch, flags: 0x1200011 })).to.equal("EPERM"); // as fork calls it
      expect(verdict(filter, { nr: clone, arch, flags: 0x10000000 })).to.equal("EPERM"); // a new user namespace
      expect(verdict(filter, { nr: nr.clone3, arch })).to.equal("ENOSYS");
    });
    it(`kills what is built for another machine than ${machine}`, () => {
      for (const other of [0x40000003, 0x40000028, audit[machine === "x64" ? "arm64" : "x64"]])
        expect(verdict(filter, { nr: nr.read, arch: other })).to.equal("kill");
    });
  }
  it("kills the second set of calls of x64, x32", () => {
    const filter = seccompFilter("x64");
    for (const nr of [0, 41, 57])
      expect(verdict(filter, { nr: 0x40000000 + nr, arch: audit.x64 }), String(nr)).to.equal("kill");
  });
});
