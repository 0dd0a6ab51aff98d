/**
 * @file The filter of system calls of level A: a program of classic BPF, assembled here and handed to bubblewrap through a
 * descriptor. A program for another kind of machine is killed; a process may make threads and no processes; what reaches other
 * processes, the network, the kernel's own affairs or new namespaces is refused. The numbers are those of Linux'
 * `asm/unistd_64.h` (x64) and `asm-generic/unistd.h` (arm64); see seccomp(2) for the record that the filter reads.
 */

/** Machines that there is a filter for. */
export type Machine = "x64" | "arm64";

/** Refused calls with their numbers on x64 and on arm64; 0 where a machine does not have the call. */
const refused: Readonly<Record<string, readonly [x64: number, arm64: number]>> = {
  // processes
  fork: [57, 0],
  vfork: [58, 0],
  execveat: [322, 281],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  process_mrelease: [448, 448],
  kcmp: [312, 272],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  pidfd_send_signal: [424, 424],
  personality: [135, 92],
  // sockets and messages; the pipes to the grader are read and written as files
  socket: [41, 198],
  socketpair: [53, 199],
  connect: [42, 203],
  bind: [49, 200],
  listen: [50, 201],
  accept: [43, 202],
  accept4: [288, 242],
  sendto: [44, 206],
  sendmsg: [46, 211],
  sendmmsg: [307, 269],
  recvfrom: [45, 207],
  recvmsg: [47, 212],
  recvmmsg: [299, 243],
  msgget: [68, 186],
  semget: [64, 190],
  shmget: [29, 194],
  mq_open: [240, 180],
  // namespaces and mounts
  unshare: [272, 97],
  setns: [308, 268],
  chroot: [161, 51],
  pivot_root: [155, 41],
  mount: [165, 40],
  umount2: [166, 39],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  open_by_handle_at: [304, 265],
  name_to_handle_at: [303, 264],
  mknod: [133, 0],
  mknodat: [259, 33],
  // memory that no limit counts, and the kernel's large surfaces
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  userfaultfd: [323, 282],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  fanotify_init: [300, 262],
  landlock_create_ruleset: [444, 444],
  landlock_add_rule: [445, 445],
  landlock_restrict_self: [446, 446],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  // the machine
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  acct: [163, 89],
  syslog: [103, 116],
  lookup_dcookie: [212, 18],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  adjtimex: [159, 171],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  vhangup: [153, 58],
  iopl: [172, 0],
  ioperm: [173, 0],
  modify_ldt: [154, 0],
  uselib: [134, 0],
};

/** What is asked of the kernel about a machine: AUDIT_ARCH of linux/audit.h, and the two calls that make threads. */
const machines: Readonly<Record<Machine, { audit: number; clone: number; clone3: number }>> = {
  x64: { audit: 0xc000003e, clone: 56, clone3: 435 },
  arm64: { audit: 0xc00000b7, clone: 220, clone3: 435 },
};

// verdicts, linux/seccomp.h; the errno is in the low half
const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const ERRNO = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
const CLONE_THREAD = 0x10000;
/** Numbers from here on are calls of the x32 ABI, a second way to all calls. */
const X32 = 0x40000000;

/** One instruction: code, jump if true, jump if false, constant; jumps count instructions to skip. */
type Instruction = readonly [code: number, jt: number, jf: number, k: number];

// offsets of struct seccomp_data; arguments are 64 bits, the low half first on both machines
const NR = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const give = (verdict: number): Instruction => [0x06, 0, 0, verdict];
const ifEqual = (k: number, jt: number, jf: number): Instruction => [0x15, jt, jf, k];
const ifAtLeast = (k: number, jt: number, jf: number): Instruction => [0x35, jt, jf, k];
const ifAnyBit = (k: number, jt: number, jf: number): Instruction => [0x45, jt, jf, k];

/**
 * The filter as the kernel reads it: eight bytes an instruction.
 *
 * @param machine - as in process.arch
 */
export function seccompFilter(machine: Machine): Uint8Array {
  const { audit, clone, clone3 } = machines[machine];
  const numbers = Object.values(refused).map(([x64, arm64]) => (machine === "x64" ? x64 : arm64));
  const denied = numbers.filter((number) => number > 0);
  const program: Instruction[] = [load(ARCH), ifEqual(audit, 1, 0), give(KILL), load(NR)];
  if (machine === "x64") program.push(ifAtLeast(X32, 0, 1), give(KILL));
  // glibc falls back to clone, whose flags can be looked at, when there is no clone3
  program.push(ifEqual(clone3, 0, 1), give(ERRNO | ENOSYS));
  program.push(
    ifEqual(clone, 0, 4),
    load(FIRST_ARGUMENT),
    ifAnyBit(CLONE_THREAD, 1, 0),
    give(ERRNO | EPERM),
    give(ALLOW),
  );
  // each jumps over the rest of the list and the verdict for all others
  for (const [i, number] of denied.entries()) program.push(ifEqual(number, denied.length - i, 0));
  program.push(give(ALLOW), give(ERRNO | EPERM));
  const view = new DataView(new ArrayBuffer(8 * program.length));
  for (const [i, [code, jt, jf, k]] of program.entries()) {
    view.setUint16(8 * i, code, true);
    view.setUint8(8 * i + 2, jt);
    view.setUint8(8 * i + 3, jf);
    view.setUint32(8 * i + 4, k, true);
  }
  return new Uint8Array(view.buffer);
}
