/**
 * @file A Jupyter front end in a few lines: starts a kernel's process with a connection file of its own, talks to it over
 * ZeroMQ, and collects what each request caused. Written from the protocol, not from the kernel's own wire layer.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelArguments } from "@cryolab/kernel/internal/installer";
import { Dealer, Request, Subscriber } from "zeromq";

/** A message of the kernel. */
export interface Received {
  readonly type: string;
  readonly header: object;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON
  readonly content: any;
  readonly parent: string | undefined;
  readonly buffers: readonly Buffer[];
}

/** What one request caused. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON
  readonly reply: any;
  /** iopub messages of the request, without its status messages */
  readonly outputs: readonly Received[];
  readonly ms: number;
}

/** Options of a kernel's start. */
export interface StartOptions {
  /** folder of the notebook; a new empty one if left out */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** arguments of node before the connection file; our kernel's if left out */
  readonly args?: (connectionFile: string) => readonly string[];
}

const freePorts = async (n: number): Promise<number[]> => {
  const servers = await Promise.all(
    Array.from(
      { length: n },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  return Promise.all(
    servers.map((server) => {
      const { port } = server.address() as { readonly port: number };
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
};

/** Text without the colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
export const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, "");

/** A kernel and the line to it. */
export class KernelClient {
  readonly process: ChildProcess;
  readonly cwd: string;
  readonly key: string;
  /** what the process wrote to its own stderr */
  log = "";
  readonly exited: Promise<number | null>;
  /** milliseconds from the start of the process to the first answer */
  ready = Number.NaN;
  readonly #started: number = performance.now();
  readonly #folder: string;
  // One identity for both: a question goes to the stdin socket of the client whose cell asks.
  readonly #identity = randomUUID();
  readonly #shell = new Dealer({ linger: 0, receiveHighWaterMark: 0, routingId: this.#identity });
  readonly #stdin = new Dealer({ linger: 0, routingId: this.#identity });
  readonly #control = new Dealer({ linger: 0 });
  readonly #iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  readonly #ports: readonly number[];
  readonly #session = randomUUID();
  /** what came in, by the request that caused it */
  readonly #seen = new Map<string | undefined, Received[]>();
  readonly #waiters = new Set<() => void>();

  private constructor(ports: readonly number[], folder: string, options: StartOptions, other?: KernelClient) {
    this.#ports = ports;
    if (other !== undefined) {
      this.#folder = folder;
      ({ cwd: this.cwd, key: this.key, process: this.process, exited: this.exited } = other);
      return;
    }
    this.#folder = folder;
    this.cwd = options.cwd ?? join(folder, "notebooks");
    this.key = randomUUID();
    const file = join(folder, "connection.json");
    const [shell_port, iopub_port, stdin_port, control_port, hb_port] = ports;
    const connection = { transport: "tcp", ip: "127.0.0.1", key: this.key, signature_scheme: "hmac-sha256" };
    writeFileSync(
      file,
      JSON.stringify({ ...connection, shell_port, iopub_port, stdin_port, control_port, hb_port, kernel_name: "" }),
    );
    const args = (options.args ?? kernelArguments)(file);
    this.process = spawn(process.execPath, args, {
      cwd: this.cwd,
      // A kernel ends with its parent: nothing is left if the tests are killed.
      env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on("data", (data: Buffer) => {
        this.log += data.toString("utf8");
      });
    this.exited = new Promise((resolve) => this.process.once("exit", (code) => resolve(code)));
  }

  /** Starts a kernel and waits until it answers. */
  static async start(options: StartOptions = {}): Promise<KernelClient> {
    const folder = mkdtempSync(join(tmpdir(), "cryolab-kernel-"));
    if (options.cwd === undefined) await import("node:fs").then((fs) => fs.mkdirSync(join(folder, "notebooks")));
    const client = new KernelClient(await freePorts(5), folder, options);
    client.#connect();
    try {
      // What is published before the subscription has arrived is lost, and stock tslab can lose a request that comes
      // while it binds its sockets; so ask until an answer is heard whole.
      const deadline = Date.now() + 25_000;
      const heard = (): Promise<boolean> =>
        client.request("kernel_info_request", {}, { timeout: 2000 }).then(
          () => true,
          () => false,
        );
      while (!(await heard()))
        if (Date.now() > deadline || client.process.exitCode !== null) throw new Error("the kernel does not answer");
    } catch (error) {
      await client.kill();
      throw new Error(`${(error as Error).message}\n${client.log}`);
    }
    return client;
  }

  /** Another front end of the same kernel. */
  static async join(other: KernelClient): Promise<KernelClient> {
    const client = new KernelClient(other.#ports, mkdtempSync(join(tmpdir(), "cryolab-join-")), {}, other);
    client.#connect();
    const deadline = Date.now() + 20_000;
    // What is published before the subscription has arrived is lost.
    while (!(await client.request("kernel_info_request", {}, { timeout: 2000 }).then(Boolean, () => false)))
      if (Date.now() > deadline) throw new Error("the kernel does not answer");
    return client;
  }

  /** Lets go of a kernel that another client started. */
  leave(): void {
    for (const socket of [this.#shell, this.#stdin, this.#control, this.#iopub]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #connect(): void {
    const [shell, iopub, stdin, control] = this.#ports;
    const at = (port: number): string => `tcp://127.0.0.1:${port}`;
    this.#shell.connect(at(shell));
    this.#stdin.connect(at(stdin));
    this.#control.connect(at(control));
    this.#iopub.connect(at(iopub));
    this.#iopub.subscribe();
    for (const socket of [this.#shell, this.#stdin, this.#control, this.#iopub])
      void (async () => {
        for await (const frames of socket) this.#take(frames);
      })().catch(() => {}); // closed
  }

  #take(frames: readonly Buffer[]): void {
    const at = frames.findIndex((frame) => frame.toString("latin1") === "<IDS|MSG>");
    const [signature, ...rest] = frames.slice(at + 1);
    const json = rest.slice(0, 4);
    if (signature.toString("latin1") !== this.#sign(json)) throw new Error("the kernel signed wrongly");
    const [header, parent, , content] = json.map((piece) => JSON.parse(piece.toString("utf8")));
    if (header.msg_type === "kernel_info_reply" && Number.isNaN(this.ready))
      this.ready = performance.now() - this.#started;
    const message = { type: header.msg_type, header, content, parent: parent.msg_id, buffers: rest.slice(4) };
    const of = this.#seen.get(message.parent);
    if (of === undefined) this.#seen.set(message.parent, [message]);
    else of.push(message);
    for (const wake of this.#waiters) wake();
  }

  #sign(json: readonly (Buffer | string)[]): string {
    const hmac = createHmac("sha256", this.key);
    for (const piece of json) hmac.update(piece);
    return hmac.digest("hex");
  }

  /** Sends a message and returns its id. */
  async send(
    type: string,
    content: object,
    options: {
      readonly channel?: "shell" | "control" | "stdin";
      readonly metadata?: object;
      readonly signature?: string;
      readonly parent?: object;
    } = {},
  ): Promise<string> {
    const msg_id = randomUUID();
    const date = new Date().toISOString();
    const header = { msg_id, session: this.#session, username: "test", date, msg_type: type, version: "5.4" };
    const json = [header, options.parent ?? {}, options.metadata ?? {}, content].map((part) => JSON.stringify(part));
    const socket = { shell: this.#shell, control: this.#control, stdin: this.#stdin }[options.channel ?? "shell"];
    await socket.send(["<IDS|MSG>", options.signature ?? this.#sign(json), ...json]);
    return msg_id;
  }

  /** Sends frames as they are. */
  sendRaw(frames: readonly (string | Buffer)[], channel: "shell" | "control" | "stdin" = "shell"): Promise<void> {
    return { shell: this.#shell, control: this.#control, stdin: this.#stdin }[channel].send([...frames]);
  }

  /** What came in that a request caused. */
  seen(id: string): readonly Received[] {
    return this.#seen.get(id) ?? [];
  }

  /** The first message caused by a request that fits, waiting for it; without a request, of those caused by none. */
  async until(
    id: string | undefined,
    fits: (message: Received) => boolean,
    timeout: number,
    what: string,
  ): Promise<Received> {
    const deadline = Date.now() + timeout;
    for (let looked = 0; ; ) {
      const messages = this.#seen.get(id) ?? [];
      for (; looked < messages.length; looked++) if (fits(messages[looked])) return messages[looked];
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`no ${what} in ${timeout} ms`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiters.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.#waiters.add(wake);
      });
    }
  }

  /** Waits for the reply to a request, and for its `idle`. */
  async answer(id: string, { timeout = 20_000, outputs = true } = {}): Promise<Answer> {
    const start = performance.now();
    const reply = await this.until(id, (m) => m.type.endsWith("_reply"), timeout, "reply");
    const ms = performance.now() - start;
    const idle = (m: Received): boolean => m.type === "status" && m.content.execution_state === "idle";
    if (outputs) await this.until(id, idle, timeout, "idle");
    const mine = (this.#seen.get(id) ?? []).filter((m) => m.type !== "status" && m !== reply);
    this.#seen.delete(id);
    return { reply: reply.content, outputs: mine, ms };
  }

  /** Sends a request and waits for all it causes. */
  async request(
    type: string,
    content: object,
    options: {
      readonly channel?: "shell" | "control";
      readonly metadata?: object;
      readonly timeout?: number;
      readonly outputs?: boolean;
    } = {},
  ): Promise<Answer> {
    return this.answer(await this.send(type, content, options), options);
  }

  /** Runs a cell. */
  execute(
    code: string,
    options: { readonly metadata?: object; readonly timeout?: number } & object = {},
  ): Promise<Answer> {
    return this.request("execute_request", executeContent(code), options);
  }

  /** Runs a cell and returns the text of its result, or of its streams, or of its error. */
  async text(code: string): Promise<string> {
    const { outputs } = await this.execute(code);
    return plain(
      outputs
        .map(({ type, content }) => {
          if (type === "stream") return content.text;
          if (type === "error") return content.traceback.join("\n");
          return content.data?.["text/plain"] ?? "";
        })
        .join(""),
    );
  }

  /** Completions at the end of a text, or at a cursor. */
  async complete(code: string, cursor_pos: number = code.length): Promise<Answer["reply"]> {
    return (await this.request("complete_request", { code, cursor_pos })).reply;
  }

  /** Asks for an interrupt, as a front end does with `interrupt_mode: "message"`. */
  async interrupt(): Promise<void> {
    await this.request("interrupt_request", {}, { channel: "control", outputs: false });
  }

  /** Milliseconds that the heartbeat takes. */
  async heartbeat(): Promise<number> {
    const socket = new Request({ linger: 0, receiveTimeout: 3000 });
    socket.connect(`tcp://127.0.0.1:${this.#ports[4]}`);
    const start = performance.now();
    await socket.send("ping");
    await socket.receive();
    socket.close();
    return performance.now() - start;
  }

  /** Shuts the kernel down by the protocol; its exit status. */
  async shutdown(): Promise<number | null> {
    await this.request("shutdown_request", { restart: false }, { channel: "control", outputs: false });
    const code = await this.exited;
    await this.kill();
    return code;
  }

  /** Ends whatever is left. */
  async kill(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill("SIGKILL");
    await this.exited;
    for (const socket of [this.#shell, this.#stdin, this.#control, this.#iopub]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Content of an execute_request. */
export function executeContent(code: string, options: object = {}): object {
  const usual = { silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true };
  return { code, ...usual, ...options };
}
