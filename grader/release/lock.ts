/**
 * @file The lock file of a release, cut out of the checkout's own: the versions that were tested, without asking a registry
 * and without naming one. The workspaces become tarballs of the release.
 */

import { createHash } from "node:crypto";
import type { Packed } from "./packages.ts";

/** An entry of a lock file, as far as it matters here. */
export type LockEntry = Readonly<Record<string, unknown>> & {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
};

/** A lock file of version 3. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** A package.json, as far as it matters here. */
export type PackageJson = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

/**
 * The lock of a release.
 *
 * @param lock - the checkout's
 * @param release - package.json of the release
 * @param packed - tarballs in the place of workspaces
 */
export function releaseLock(lock: Lock, release: PackageJson, packed: readonly Packed[]): Lock {
  const tarballs = new Map(packed.map((one) => [`node_modules/${one.name}`, one]));
  const found = new Map<string, LockEntry>();
  const firm = new Set<string>();
  const visit = (at: string, needed: boolean): void => {
    if (found.has(at) && (!needed || firm.has(at))) return;
    if (needed) firm.add(at);
    const tarball = tarballs.get(at);
    const entry = tarball ? entryOf(tarball) : lock.packages[at];
    found.set(at, entry);
    // a workspace's own packages lie in its folder, which in a release is node_modules
    const from = tarball ? tarball.workspace : at;
    const follow = (name: string, must: boolean): void => {
      const place = resolve(lock, from, name);
      if (place !== undefined) visit(moved(place, packed), needed && must);
      else if (must) throw new Error(`lock: ${name}, asked for by ${at}, is not in package-lock.json`);
    };
    for (const name of Object.keys(entry.dependencies ?? {})) follow(name, true);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) follow(name, false);
    for (const name of Object.keys(entry.peerDependencies ?? {}))
      if (entry.peerDependenciesMeta?.[name]?.optional !== true) follow(name, true);
  };
  for (const name of Object.keys(release.dependencies ?? {})) {
    const place = resolve(lock, "", name);
    if (place === undefined) throw new Error(`lock: ${name} is not in package-lock.json`);
    visit(place, true);
  }
  const { name, version } = release;
  const packages: Record<string, LockEntry> = { "": { name, version, dependencies: release.dependencies ?? {} } };
  for (const at of [...found.keys()].sort()) {
    const { dev: _, devOptional: _1, optional: _2, ...entry } = found.get(at) as LockEntry;
    packages[at] = firm.has(at) ? entry : { ...entry, optional: true };
  }
  const lockfile = { name, version, lockfileVersion: 3, requires: true, packages };
  return lockfile;
}

/** Where Node would find a package, by the lock. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  for (let folder = from; ; ) {
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (folder === "") return undefined;
    const up = folder.lastIndexOf("/node_modules/");
    folder = up < 0 ? "" : folder.slice(0, up);
  }
}

/** `grader/node_modules/x` of a workspace is `node_modules/@cryolab/grader/node_modules/x` of a release. */
function moved(place: string, packed: readonly Packed[]): string {
  const home = packed.find(({ workspace }) => place.startsWith(`${workspace}/node_modules/`));
  if (home === undefined) return place;
  throw new Error(`lock: ${place} lies in a workspace of its own; hoist it: install the version the others use`);
}

function entryOf({ file, bytes, json }: Packed): LockEntry {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const { version, license, engines, dependencies } = json;
  return {
    version,
    resolved: `file:packages/${file}`,
    integrity,
    license,
    ...(dependencies === undefined ? {} : { dependencies }),
    engines,
  };
}
