/**
 * @file A few words that the main thread and the guard thread share, so that the guard knows what an interrupt would
 * stop: a compiler must finish its update, a cell may be ended anywhere.
 */

/** What the main thread is doing: getting ready, waiting, in the compiler (which must finish), in a cell. */
export const phase = { starting: 0, idle: 1, compiling: 2, running: 3 } as const;

const at = { phase: 0, interrupt: 1, closed: 2, run: 3, interrupted: 4 };

/** The shared words. Built on one side, handed to the other as its memory. */
export class GuardState {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(20)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  get phase(): number {
    return Atomics.load(this.#words, at.phase);
  }
  set phase(value: number) {
    Atomics.store(this.#words, at.phase, value);
  }

  /** Asks the main thread to stop as soon as the compiler is done. */
  askInterrupt(): void {
    Atomics.store(this.#words, at.interrupt, 1);
  }
  /** Whether an interrupt is asked for. */
  get interruptAsked(): boolean {
    return Atomics.load(this.#words, at.interrupt) === 1;
  }
  /** Takes the interrupt, if there is one, and forgets it. */
  takeInterrupt(): boolean {
    return Atomics.exchange(this.#words, at.interrupt, 0) === 1;
  }

  /** Counts a run, of a cell or of what one left behind. */
  beginRun(): void {
    Atomics.add(this.#words, at.run, 1);
  }
  /** Remembers which run an interrupt is for: it may arrive when the next one is under way. */
  markInterrupt(): void {
    Atomics.store(this.#words, at.interrupted, Atomics.load(this.#words, at.run));
  }
  /** Whether the run that the latest interrupt is for is still the latest. */
  interruptIsForThisRun(): boolean {
    return Atomics.load(this.#words, at.interrupted) === Atomics.load(this.#words, at.run);
  }

  /** Says that the sockets are closed. */
  close(): void {
    Atomics.store(this.#words, at.closed, 1);
    Atomics.notify(this.#words, at.closed);
  }
  /** Blocks until the sockets are closed, at most so long. */
  waitClosed(ms: number): void {
    Atomics.wait(this.#words, at.closed, 0, ms);
  }
}
