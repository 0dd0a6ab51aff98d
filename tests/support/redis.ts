/** @file A Redis server of the tests' own: on a free port, with nothing on disk, gone when they are. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { inCi } from "./ci.ts";

const PROGRAM = "redis-server";

/** A server that can be killed and started again at the same address. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** Ends it; what it knew is lost. */
  kill(): Promise<void>;
}

/** Whether the program is here. In CI its absence is an error; elsewhere the caller skips, and says so. */
export function hasRedis(): boolean {
  try {
    execFileSync(PROGRAM, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    const say =
      "redis-server is not installed (Debian: apt-get install redis-server): grading on many machines is not tested";
    if (inCi) throw new Error(say);
    process.stderr.write(`${say}\n`);
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server with a password, not started yet. */
export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  const password = "open-sesame";
  let child: ChildProcess | undefined;
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    async start() {
      const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--requirepass", password];
      const started = spawn(PROGRAM, settings, { cwd: "/", stdio: ["ignore", "pipe", "inherit"] });
      child = started;
      await new Promise<void>((resolve, reject) => {
        started.once("error", reject);
        started.once("exit", (code) => reject(new Error(`redis-server ended with status ${code}`)));
        started.stdout?.on("data", (text: Buffer) => text.includes("Ready to accept connections") && resolve());
      });
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child?.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
}
