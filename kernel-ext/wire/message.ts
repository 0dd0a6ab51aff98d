/**
 * @file Messages of the Jupyter protocol 5.4 as frames on a socket: identities, a delimiter, a signature, four pieces of
 * JSON, binary buffers. Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html.
 */

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** Version of the protocol that every header names. */
export const protocolVersion = "5.4";

/** What a front end writes into the connection file. */
export interface Connection {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  /** secret of the signatures; empty for none */
  readonly key: string;
  readonly signature_scheme: string;
}

/** Who sent a message, when and of which kind. */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** A message that came in. */
export interface Message {
  /** route back to the sender */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** header of the message that this one answers; empty if it answers none */
  readonly parent: Fields;
  readonly metadata: Fields;
  readonly content: Fields;
  readonly buffers: readonly Uint8Array[];
}

/** A message to send: JSON already written, so that it crosses threads whatever it held. */
export interface Outgoing {
  readonly identities: readonly (Uint8Array | string)[];
  /** header, parent header, metadata, content */
  readonly json: readonly [string, string, string, string];
  readonly buffers: readonly Uint8Array[];
}

const delimiter: Buffer = Buffer.from("<IDS|MSG>");

/** The address of one of the five ports. */
export function address(connection: Connection, port: number): string {
  const { transport, ip } = connection;
  return transport === "ipc" ? `ipc://${ip}-${port}` : `tcp://${ip}:${port}`;
}

/** Keyed hash of the four pieces of JSON, hexadecimal; empty without a key. */
export function sign(key: string, json: readonly (Uint8Array | string)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const piece of json) hmac.update(piece);
  return hmac.digest("hex");
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * A message from its frames.
 *
 * @throws Error if the frames are no message, or its signature is wrong
 */
export function decode(frames: readonly Uint8Array[], key: string): Message {
  const at = frames.findIndex((frame) => delimiter.equals(frame));
  if (at < 0) throw new Error("message: no delimiter");
  if (frames.length < at + 6) throw new Error(`message: expected 6 frames, got ${frames.length - at}`);
  const json = frames.slice(at + 2, at + 6);
  const expected = Buffer.from(sign(key, json));
  const signature = frames[at + 1];
  if (expected.length !== signature.length || !timingSafeEqual(expected, signature))
    throw new Error("message: the signature is wrong");
  const [header, parent, metadata, content] = json.map((piece): unknown =>
    JSON.parse(Buffer.from(piece).toString("utf8")),
  );
  if (!isObject(header) || typeof header.msg_type !== "string" || !isObject(content))
    throw new Error("message: header without msg_type, or content that is no object");
  return {
    identities: frames.slice(0, at),
    header: header as unknown as Header,
    parent: isObject(parent) ? parent : {},
    metadata: isObject(metadata) ? metadata : {},
    content,
    buffers: frames.slice(at + 6),
  };
}

/** The frames of a message, signed. */
export function encode(message: Outgoing, key: string): (Uint8Array | string)[] {
  return [...message.identities, delimiter, sign(key, message.json), ...message.json, ...message.buffers];
}

/** Makes messages of one session of the kernel. */
export function composer(): (
  type: string,
  content: Fields,
  parent: Header | undefined,
  options?: {
    readonly identities?: readonly (Uint8Array | string)[];
    readonly metadata?: Fields;
    readonly buffers?: readonly Uint8Array[];
  },
) => Outgoing {
  const session = randomUUID();
  return (type, content, parent, { identities = [type], metadata = {}, buffers = [] } = {}) => {
    const header: Header = {
      msg_id: randomUUID(),
      session,
      username: "cryolab",
      date: new Date().toISOString(),
      msg_type: type,
      version: protocolVersion,
    };
    const json = [header, parent ?? {}, metadata, content].map((part) => JSON.stringify(part));
    return { identities, json: json as [string, string, string, string], buffers };
  };
}
