/**
 * @file Comms: channels between an object in the kernel and one in the front end, opened by either side under a target's
 * name. A comm opened by a front end for a target that nobody registered is closed at once, as the protocol asks.
 */

import { randomUUID } from "node:crypto";
import type { Fields, Message } from "./wire/message.ts";

/** One open channel. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  /** called with what the front end sends */
  onMessage: (data: Fields, buffers: readonly Uint8Array[]) => void | Promise<void>;
  /** called when the front end closes it */
  onClose: () => void;
  send(data: Fields, buffers?: readonly Uint8Array[]): void;
  close(): void;
}

/** What a target does when a front end opens a comm. */
export type Target = (comm: Comm, data: Fields) => void | Promise<void>;

/** Takes a message for the front ends. */
export type Publish = (type: string, content: Fields, buffers?: readonly Uint8Array[], metadata?: Fields) => void;

/** The comms of a session. */
export class Comms {
  readonly #publish: Publish;
  readonly #isWaiting: (fits: (id: unknown) => boolean) => boolean;
  readonly #open = new Map<string, Comm>();
  readonly #targets = new Map<string, Target>();

  /** `isWaiting` says whether a message that came in and was not yet received is for a comm whose id fits. */
  constructor(publish: Publish, isWaiting: (fits: (id: unknown) => boolean) => boolean = () => false) {
    this.#publish = publish;
    this.#isWaiting = isWaiting;
  }

  /** Whether one of these comms has a later message waiting, so that an answer to this one would be out of date. */
  behind(comms: readonly Comm[]): boolean {
    return this.#isWaiting((id) => comms.some((comm) => comm.id === id));
  }

  /** Registers what to do when a front end opens a comm of this target. */
  register(name: string, target: Target): void {
    this.#targets.set(name, target);
  }

  /** Opens a comm from the kernel's side. */
  open(target: string, data: Fields, metadata?: Fields): Comm {
    const comm = this.#create(randomUUID(), target);
    this.#publish("comm_open", { comm_id: comm.id, target_name: target, data }, undefined, metadata);
    return comm;
  }

  /** The open comms by id, of one target or of all. */
  list(target: unknown): Fields {
    const comms = [...this.#open.values()].filter((comm) => typeof target !== "string" || comm.target === target);
    return Object.fromEntries(comms.map((comm) => [comm.id, { target_name: comm.target }]));
  }

  /** Takes a `comm_open`, `comm_msg` or `comm_close` of a front end. */
  async receive({ header, content, buffers }: Message): Promise<void> {
    const id = String(content.comm_id);
    const data = (content.data ?? {}) as Fields;
    const comm = this.#open.get(id);
    if (header.msg_type === "comm_open") {
      const name = String(content.target_name);
      const opened = this.#create(id, name);
      const target = this.#targets.get(name);
      if (target === undefined) opened.close();
      else await target(opened, data);
    } else if (header.msg_type === "comm_msg") await comm?.onMessage(data, buffers);
    else if (header.msg_type === "comm_close" && comm !== undefined) {
      this.#open.delete(id);
      comm.onClose();
    }
  }

  #create(id: string, target: string): Comm {
    const comm: Comm = {
      id,
      target,
      onMessage: () => {},
      onClose: () => {},
      send: (data, buffers) => this.#publish("comm_msg", { comm_id: id, data }, buffers),
      close: () => {
        if (this.#open.delete(id)) this.#publish("comm_close", { comm_id: id, data: {} });
      },
    };
    this.#open.set(id, comm);
    return comm;
  }
}
