/** @file A Redis by its URL. The URL can hold a password: what is printed never does. */

/** What ioredis and BullMQ want to know. */
type Options = {
  host: string;
  port: number;
  db: number;
  username?: string;
  password?: string;
  tls?: object;
  maxRetriesPerRequest: null;
  retryStrategy: (times: number) => number;
};

/** How to reach a server, and how to speak of it. */
export interface RedisAddress {
  readonly options: Options;
  /** without user and password */
  readonly shown: string;
}

/** How long a first connection may take. */
const CONNECT_MS = 10_000;
/** Pause before the next try to reach a server that went away. */
const RETRY_MS = 5000;

/**
 * Takes a URL apart: `redis://[user:password@]host[:port][/number]`, `rediss://` for TLS.
 *
 * @throws RangeError if it is none; the message does not repeat it
 */
export function redisAddress(url: string): RedisAddress {
  let parsed: URL | undefined;
  try {
    parsed = new URL(url);
  } catch {
    // below
  }
  const database = /^\/?(\d*)$/.exec(parsed?.pathname ?? "");
  if (!parsed || !["redis:", "rediss:"].includes(parsed.protocol) || parsed.hostname === "" || !database)
    throw new RangeError("--redis: must be redis://[user:password@]host[:port][/number], or rediss:// for TLS");
  const { protocol, hostname, username, password } = parsed;
  const port = parsed.port === "" ? 6379 : Number(parsed.port);
  return {
    shown: `${protocol}//${hostname}:${port}${database[1] === "" ? "" : `/${database[1]}`}`,
    options: {
      host: hostname.replace(/^\[|\]$/g, ""),
      port,
      db: Number(database[1] || 0),
      ...(username === "" ? {} : { username: decodeURIComponent(username) }),
      ...(password === "" ? {} : { password: decodeURIComponent(password) }),
      ...(protocol === "rediss:" ? { tls: {} } : {}),
      maxRetriesPerRequest: null, // a command waits until the server is back
      retryStrategy: (times: number) => Math.min(RETRY_MS, 100 * 2 ** Math.min(times, 10)),
    },
  };
}

/**
 * Speaks to the server once, so that a wrong address fails now and not never.
 *
 * @throws Error saying why it cannot be used
 */
export async function knock({ options, shown }: RedisAddress): Promise<void> {
  const { Redis } = await import("ioredis");
  const client = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let reason = "";
  client.on("error", (error: Error) => {
    reason = error.message;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new Error(`no Redis at ${shown}: ${reason || (error as Error).message}`);
  } finally {
    client.disconnect();
  }
}
