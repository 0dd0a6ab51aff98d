/**
 * @file One send queue for one socket. A socket of zeromq takes one pending send at a time and gives up (EBUSY) after 512
 * synchronous ones; a queue loses nothing.
 */

/** What a queue asks of a socket. */
export interface Sendable {
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

/** Sends messages one after the other, in the order given. */
export class Outbox {
  readonly #socket: Sendable;
  readonly #waiting: (Uint8Array | string)[][] = [];
  #sending: Promise<void> | undefined;

  constructor(socket: Sendable) {
    this.#socket = socket;
  }

  /** Queues a message. */
  send(frames: (Uint8Array | string)[]): void {
    this.#waiting.push(frames);
    this.#sending ??= this.#pump();
  }

  /** Settles when the queue is empty. */
  async drained(): Promise<void> {
    await this.#sending;
  }

  async #pump(): Promise<void> {
    try {
      // Taken in batches: shift() from the front of a queue of 20,000 moves all the others.
      while (this.#waiting.length > 0) for (const frames of this.#waiting.splice(0)) await this.#socket.send(frames);
    } finally {
      this.#sending = undefined;
    }
  }
}
