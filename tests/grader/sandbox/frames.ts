/** @file Frames for tests of the codec: of values, and of noise. */

import { decode } from "@cryolab/grader/internal/sandbox/guest/decoder";
import { Encoder } from "@cryolab/grader/internal/sandbox/guest/encoder";
import { type Handles, Malformed } from "@cryolab/grader/internal/sandbox/guest/wire";
import { random } from "@cryolab/lib";

/** Handles of a side that keeps objects and makes stand-ins. */
export function side(): Handles & { readonly store: Map<number, object> } {
  const store = new Map<number, object>();
  const standIns = new Map<object, number>();
  return {
    store,
    keep(value) {
      store.set(store.size + 1, value);
      return store.size;
    },
    kept: (id) => store.get(id),
    returned: (value) => standIns.get(value),
    callable(id) {
      const stub = (): number => id;
      standIns.set(stub, id);
      return stub;
    },
    instance(id, { fields, methods }) {
      standIns.set(fields, id);
      return Object.defineProperty(fields, "methods", { value: methods });
    },
  };
}

/** A value as a frame. */
export function frameOf(value: unknown, handles: Handles = side()): Uint8Array {
  const encoder = new Encoder(handles);
  encoder.write(value);
  return encoder.frame();
}

/**
 * Decodes random frames and frames of values with random bytes in them.
 *
 * @returns how many were malformed, and the most memory in array buffers beyond what there was; throws what is not Malformed
 */
export function fuzz(frames: number, seed: string): { malformed: number; largest: number } {
  const rng = random.rng(seed);
  const below = (n: number): number => Math.floor(random.uniform(rng) * n);
  const valid = frameOf([
    { a: new Float64Array(3), b: "text", c: [1, null, undefined, true, 12n] },
    () => 1,
    new Uint8Array(5),
    new (class A {
      m() {}
    })(),
  ]).subarray(4);
  let malformed = 0;
  const before = process.memoryUsage().arrayBuffers;
  let largest = 0;
  for (let i = 0; i < frames; i++) {
    let frame: Uint8Array;
    if (i % 3 === 0) frame = Uint8Array.from({ length: below(64) }, () => below(i % 2 ? 256 : 13));
    else {
      frame = valid.slice(0, i % 3 === 1 ? valid.length : below(valid.length));
      for (let k = below(4); k >= 0; k--) frame[below(frame.length)] = below(3) === 0 ? 255 : below(256);
    }
    try {
      decode(frame, side());
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      malformed++;
    }
    if (i % 1000 === 0) largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
  }
  return { malformed, largest };
}
