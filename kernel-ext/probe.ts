/** @file A real start of a kernel, as a front end makes it: is it there, and does it compute `1 + 1`? */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Subscriber } from "zeromq";
import { address, type Connection, composer, decode, encode, type Message } from "./wire/message.ts";

/** What a kernel answered. */
export interface Probe {
  /** `language_info.version` of its kernel_info */
  readonly language: string;
  /** milliseconds from the start of the process to the answer of kernel_info */
  readonly ready: number;
  /** text of `1 + 1` */
  readonly sum: string;
  /** milliseconds that `1 + 1` took */
  readonly first: number;
}

/** What to start, and how long to wait. */
export interface ProbeOptions {
  /** as in a kernelspec: `{connection_file}` stands for the file */
  readonly argv: readonly string[];
  /** milliseconds for all of it */
  readonly within: number;
}

/** Ports of the loopback that are free now. */
export async function freePorts(n: number): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let i = 0; i < n; i++) {
      const server = createServer();
      servers.push(server);
      await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
    }
    return servers.map((server) => (server.address() as { readonly port: number }).port);
  } finally {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  }
}

/**
 * Starts a kernel, asks it, and ends it.
 *
 * @throws Error if it does not start or does not answer in time, with what it wrote to stderr
 */
export async function probeKernel({ argv, within }: ProbeOptions): Promise<Probe> {
  const folder = mkdtempSync(join(tmpdir(), "cryolab-doctor-"));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = await freePorts(5);
  const connection: Connection = {
    transport: "tcp",
    ip: "127.0.0.1",
    key: "doctor",
    signature_scheme: "hmac-sha256",
    ...{ shell_port, iopub_port, stdin_port, control_port, hb_port },
  };
  const file = join(folder, "connection.json");
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  const { Dealer, Subscriber } = await import("zeromq"); // native: its failure to load is a finding, not the end of the command
  const shell = new Dealer({ linger: 0 });
  const iopub = new Subscriber({ linger: 0 });
  const start = performance.now();
  const [program, ...args] = argv.map((word) => word.replaceAll("{connection_file}", file));
  const kernel = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, JPY_PARENT_PID: String(process.pid) }, // it ends with us
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  let said = "";
  kernel.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise<string>((resolve) => {
    kernel.once("error", (error) => resolve(error.message));
    kernel.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`));
  });
  try {
    shell.connect(address(connection, shell_port));
    iopub.connect(address(connection, iopub_port));
    iopub.subscribe();
    const compose = composer();
    const ask = async (type: string, content: Message["content"]): Promise<Message["content"]> => {
      await shell.send(encode(compose(type, content, undefined, { identities: [] }), connection.key));
      for (;;) {
        const reply = decode(await shell.receive(), connection.key);
        if (reply.header.msg_type === type.replace("_request", "_reply")) return reply.content;
      }
    };
    const { heard, result } = listen(iopub, connection.key);
    const asked = (async (): Promise<Probe> => {
      // A kernel publishes to those who have subscribed by then: ask until its status is heard.
      let info: Message["content"];
      do info = await ask("kernel_info_request", {});
      while (!(await Promise.race([heard, sleep(500, false)])));
      const ready = performance.now() - start;
      const usual = { silent: false, store_history: true, allow_stdin: false, stop_on_error: true };
      await ask("execute_request", { code: "1 + 1", user_expressions: {}, ...usual });
      const sum = await result;
      const { version } = (info.language_info ?? {}) as { readonly version?: string };
      return { language: String(version), ready, sum, first: performance.now() - start - ready };
    })();
    asked.catch(() => {}); // the socket closes below
    const failed = Promise.race([ended, sleep(within, `no answer in ${within / 1000} s`, { ref: false })]);
    const answer = await Promise.race([asked, failed]);
    if (typeof answer === "string") throw new Error([answer, said.trim().slice(-600)].filter(Boolean).join("\n"));
    return answer;
  } finally {
    for (const socket of [shell, iopub]) socket.close();
    kernel.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whether anything was published, and the first value or error. */
function listen(iopub: Subscriber, key: string): { readonly heard: Promise<true>; readonly result: Promise<string> } {
  const { promise: heard, resolve: hear } = deferred<true>();
  const { promise: result, resolve: take } = deferred<string>();
  void (async () => {
    for await (const frames of iopub) {
      hear(true);
      // A publisher puts a topic where others put the way back.
      const { header, content } = decode(frames, key);
      const data = content.data as Readonly<Record<string, string>> | undefined;
      if (header.msg_type === "execute_result") take(String(data?.["text/plain"]));
      if (header.msg_type === "error") take(`${content.ename}: ${content.evalue}`);
    }
  })().catch(() => {}); // closed
  return { heard, result };
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
