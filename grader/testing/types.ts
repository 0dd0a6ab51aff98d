/**
 * @file What an exercise test sees of a submission: its functions behind the wall. Every call crosses a process, so
 * every call is awaited; values go in and come out, nothing else.
 */

// biome-ignore lint/suspicious/noExplicitAny: the widest function type that every signature fits
export type AnyFunction = (...args: any[]) => unknown;

/** What came back from a probed call. */
export interface Probe<Value, Args extends readonly unknown[]> {
  /** the result */
  readonly value: Value;
  /** the arguments as they were on the other side after the call */
  readonly args: Args;
  /** true if the result shared memory with an argument */
  readonly shares: boolean;
}

/** A function of a submission, called behind the wall. */
export interface WalledFunction<F extends AnyFunction> {
  (...args: Parameters<F>): Promise<Awaited<ReturnType<F>>>;
  /** The same function with another time limit for a call, in milliseconds (10 000 without it). */
  within(ms: number): WalledFunction<F>;
  /** Calls and also brings back the arguments as the call left them. */
  probe(...args: Parameters<F>): Promise<Probe<Awaited<ReturnType<F>>, Parameters<F>>>;
}

/** The functions among the exports of a submission. */
export type Walled<T> = {
  readonly [Name in keyof T as T[Name] extends AnyFunction ? Name : never]: T[Name] extends AnyFunction
    ? WalledFunction<T[Name]>
    : never;
};
