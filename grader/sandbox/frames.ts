/** @file Frames out of a stream of hostile chunks: a length of four bytes, then so many. */

import { limits, Malformed } from "./guest/wire.ts";

/** Collects chunks into frames. Memory follows what has arrived, never what a length claims. */
export class FrameReader {
  private chunks: Uint8Array[] = [];
  private length = 0;
  /** bytes of the frame that has begun, -1 between frames */
  private need = -1;

  /** Takes the first n bytes, which are there. */
  private take(n: number): Uint8Array {
    const [first] = this.chunks;
    if (first.length >= n) {
      if (first.length === n) this.chunks.shift();
      else this.chunks[0] = first.subarray(n);
      this.length -= n;
      return first.subarray(0, n);
    }
    const all = Buffer.concat(this.chunks, this.length);
    this.length -= n;
    this.chunks = this.length > 0 ? [all.subarray(n)] : [];
    return all.subarray(0, n);
  }

  /**
   * Adds a chunk.
   *
   * @returns the frames that are now whole
   * @throws Malformed if a frame claims to be longer than any may be
   */
  push(chunk: Uint8Array): Uint8Array[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: Uint8Array[] = [];
    for (;;) {
      if (this.need < 0) {
        if (this.length < 4) return frames;
        const head = this.take(4);
        this.need = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
        if (this.need > limits.bytes || this.need === 0) throw new Malformed(`a frame of ${this.need} bytes`);
      }
      if (this.length < this.need) return frames;
      frames.push(this.take(this.need));
      this.need = -1;
    }
  }
}
