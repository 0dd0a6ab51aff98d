/** @file The golden MRC files of tests/golden/formats/mrc.json, unpacked. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** A file of mrcfile and what NumPy reads from it. */
interface Good {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  readonly shape: readonly [number, number, number];
  readonly data: readonly (number | string)[];
  readonly statistics: readonly (number | string)[];
  readonly valid: boolean;
}

/** A file of mrcfile, damaged, and what mrcfile's validator says of it. */
export interface Broken {
  readonly name: string;
  readonly base: string;
  readonly patches: readonly (readonly [number, string])[];
  readonly keep: number;
  readonly added: string;
  readonly offset: number | null;
  readonly valid: boolean;
}

interface Golden {
  readonly good: readonly Good[];
  readonly bases: Record<string, string>;
  readonly broken: readonly Broken[];
}

/** The committed numbers; this file runs from tests/dist/lib/formats. */
export const golden: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/formats/mrc.json", import.meta.url), "utf8"),
);

/** The gzipped bytes of a golden file. */
export function gzipped(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, "base64"));
}

/** The bytes of a golden file. */
export function unpacked(base64: string): Uint8Array {
  return Uint8Array.from(gunzipSync(gzipped(base64)));
}

/** The bytes of a golden file by its name. */
export function goodFile(name: string): Uint8Array {
  return unpacked(golden.good.find((good) => good.name === name)!.file);
}

/** A damaged file. */
export function damaged({ base, patches, keep, added }: Broken): Uint8Array {
  const bytes = unpacked(golden.bases[base]);
  for (const [at, hex] of patches) bytes.set(Buffer.from(hex, "hex"), at);
  return Uint8Array.from([...bytes.subarray(0, keep), ...Buffer.from(added, "hex")]);
}

/** Numbers with "nan", "inf" and "-inf", which JSON does not have. */
export function numbers(values: readonly (number | string)[]): number[] {
  const names: Record<string, number> = {
    nan: Number.NaN,
    inf: Number.POSITIVE_INFINITY,
    "-inf": Number.NEGATIVE_INFINITY,
  };
  return values.map((value) => (typeof value === "string" ? names[value] : value));
}
