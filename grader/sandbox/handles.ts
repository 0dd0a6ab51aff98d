/** @file The grader's end of functions and instances that do not cross: numbers for ours, stand-ins for the guest's. */

import { type Handles, type Instance, limits, Malformed, NotAValue } from "./guest/wire.ts";

/** A function of ours that the guest may call. */
export type Local = (...args: unknown[]) => unknown;

/** Calls what stayed in the guest: a function, or a method of an instance. */
export type Invoke = (target: object, method: string | undefined, args: readonly unknown[]) => Promise<unknown>;

/** Both tables of one sandbox. */
export class HostHandles implements Handles {
  private readonly locals = new Map<number, Local>();
  private readonly numbers = new WeakMap<object, number>();
  private readonly functions = new Map<number, object>();
  private readonly instances = new Set<number>();
  private readonly remote = new WeakMap<object, number>();
  private readonly invoke: Invoke;

  constructor(invoke: Invoke) {
    this.invoke = invoke;
  }

  keep(value: object): number {
    if (typeof value !== "function") throw new NotAValue("it holds an instance of a class; pass plain records");
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    const id = this.locals.size + 1;
    this.locals.set(id, value as Local);
    this.numbers.set(value, id);
    return id;
  }

  kept(id: number): Local | undefined {
    return this.locals.get(id);
  }

  returned(value: object): number | undefined {
    return this.remote.get(value);
  }

  callable(id: number): object {
    const known = this.functions.get(id);
    if (known) return known;
    if (this.functions.size >= limits.handles) throw new Malformed("too many functions");
    const stub = (...args: unknown[]): Promise<unknown> => this.invoke(stub, undefined, args);
    this.functions.set(id, stub);
    this.remote.set(stub, id);
    return stub;
  }

  /** The fields as they were, with methods that ask the guest; methods are not enumerable, as in a class. */
  instance(id: number, { fields, methods }: Instance): object {
    if (this.instances.add(id).size > limits.handles) throw new Malformed("too many instances");
    this.remote.set(fields, id);
    for (const name of methods)
      if (!Object.hasOwn(fields, name))
        Object.defineProperty(fields, name, { value: (...args: unknown[]) => this.invoke(fields, name, args) });
    return fields;
  }
}
