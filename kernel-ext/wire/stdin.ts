/**
 * @file Questions to the learner: one is open at a time, as front ends show one box; the others wait. A question that was
 * let go, by an interrupt, takes no answer any more.
 */

import type { Header, Message } from "./message.ts";

/** What a front end is asked. */
export interface Question {
  readonly prompt: string;
  /** whether what is typed stays unseen */
  readonly password: boolean;
}

/** Asks a front end and returns the header of the `input_request`. */
export type SendQuestion = (question: Question) => Header;

/** The questions of a session. */
export class Questions {
  #last: Promise<unknown> = Promise.resolve();
  #open: { resolve(text: string): void } | undefined;
  readonly #letGo = new Set<string>();

  /**
   * Asks when the questions before are answered.
   *
   * @param signal - lets the question go
   * @throws the reason of the signal
   */
  ask(question: Question, send: SendQuestion, signal: AbortSignal): Promise<string> {
    const answer = this.#last.then(() => this.#askNow(question, send, signal));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Takes an `input_reply`. Not every front end names the question, so one that names none is for the open one. */
  receive({ parent, content }: Message): void {
    if (this.#letGo.delete(String(parent.msg_id))) return;
    this.#open?.resolve(String(content.value ?? ""));
  }

  #askNow(question: Question, send: SendQuestion, signal: AbortSignal): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      signal.throwIfAborted();
      const { msg_id: id } = send(question);
      const letGo = (): void => {
        this.#letGo.add(id);
        this.#open = undefined;
        reject(signal.reason);
      };
      signal.addEventListener("abort", letGo, { once: true });
      this.#open = {
        resolve: (text) => {
          signal.removeEventListener("abort", letGo);
          this.#open = undefined;
          resolve(text);
        },
      };
    });
  }
}
