/**
 * @file What a cell prints, joined into few `stream` messages: text is sent at the end of a turn of the event loop, when
 * there is much of it, or when a loop that never ends its turn has printed for a while.
 */

import { StringDecoder } from "node:string_decoder";

/** The two streams of the protocol. */
export type StreamName = "stdout" | "stderr";

const longest = 65536; // characters in one message
const patience = 80; // ms that text waits inside one turn

/** Collects text and hands it on in the order it was written. */
export class TextStreams {
  readonly #publish: (name: StreamName, text: string) => void;
  #name: StreamName = "stdout";
  #pieces: string[] = [];
  #length = 0;
  #since = 0;

  constructor(publish: (name: StreamName, text: string) => void) {
    this.#publish = publish;
  }

  /** Adds text to a stream. */
  write(name: StreamName, text: string): void {
    if (text === "") return;
    if (name !== this.#name) this.flush();
    if (this.#length === 0) {
      this.#since = performance.now();
      setImmediate(() => this.flush());
    }
    this.#name = name;
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > longest || performance.now() - this.#since > patience) this.flush();
  }

  /** Sends what is waiting. Called before any other message, so that order holds. */
  flush(): void {
    if (this.#length === 0) return;
    const text = this.#pieces.join("");
    this.#pieces = [];
    this.#length = 0;
    this.#publish(this.#name, text);
  }

  /** A function to put in the place of `process.stdout.write`. */
  writer(name: StreamName): typeof process.stdout.write {
    const decoder = new StringDecoder("utf8");
    return (chunk: Uint8Array | string, encoding?: unknown, callback?: unknown): boolean => {
      const done = typeof encoding === "function" ? encoding : callback;
      this.write(name, typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)));
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
  }
}
