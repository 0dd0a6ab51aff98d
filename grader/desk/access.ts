/**
 * @file Who may speak to the desk: a browser that once came with the token of the URL and asks from the desk's own page.
 * A foreign page cannot send the cookie (SameSite=Strict), cannot read the token, and by another name for 127.0.0.1
 * (DNS rebinding) has the wrong Host. What changes something must name its origin and be JSON, which no foreign form can send.
 */

import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What a request is refused with, or undefined. */
export type Verdict = { readonly status: 403 | 415 | 421; readonly why: string } | undefined;

/** The key to one desk. */
export interface Access {
  readonly token: string;
  /** judges a request; `isFirst` is the page itself, which may bring the token in its URL */
  judge(request: IncomingMessage, url: URL, isFirst: boolean): Verdict;
  /** the header that hands the key to a browser */
  cookie(): string;
}

const refused = "open the address that the terminal shows; it holds a key that this one lacks";

/** A new key, for a desk on a port. */
export function newAccess(port: number): Access {
  const token = randomBytes(24).toString("base64url");
  const name = `cryolab-desk-${port}`; // cookies know no ports: two desks would share one
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const origins = hosts.map((host) => `http://${host}`);
  return {
    token,
    cookie: () => `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    judge({ headers, method }, url, isFirst) {
      if (!hosts.includes(headers.host ?? "")) return { status: 421, why: "this is not the host's name" };
      const given = isFirst
        ? (url.searchParams.get("token") ?? cookieOf(headers.cookie, name))
        : cookieOf(headers.cookie, name);
      if (!same(given, token)) return { status: 403, why: refused };
      const { origin } = headers;
      if (origin !== undefined && !origins.includes(origin)) return { status: 403, why: "another page asks" };
      const site = headers["sec-fetch-site"];
      if (!isFirst && site !== undefined && site !== "same-origin") return { status: 403, why: "another page asks" };
      if (method === "GET" || method === "HEAD") return undefined;
      if (origin === undefined) return { status: 403, why: "the request does not say which page asks" };
      if (headers["content-type"] !== "application/json") return { status: 415, why: "JSON is wanted" };
      return undefined;
    },
  };
}

function cookieOf(header: string | undefined, name: string): string {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return "";
}

function same(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
