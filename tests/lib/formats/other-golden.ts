/** @file The golden files of tests/golden/formats/other.json, and the one way in which a reader may fail. */

import { readFileSync } from "node:fs";
import { formats } from "@cryolab/lib";
import { expect } from "chai";

type Values = readonly (number | string)[];

interface Golden {
  readonly star: readonly { readonly text: string; readonly tables: Record<string, Record<string, Values>> }[];
  readonly models: readonly {
    readonly kind: "pdb" | "cif";
    readonly text: string;
    readonly atoms: readonly (readonly (number | string)[])[];
  }[];
  readonly npy: readonly {
    readonly name: string;
    readonly file: string;
    readonly shape: readonly number[];
    readonly data?: Values;
    readonly re?: Values;
    readonly im?: Values;
  }[];
  readonly cs: readonly {
    readonly file: string;
    readonly uid: readonly string[];
    readonly path: readonly string[];
    readonly pose: readonly number[];
    readonly defocus: readonly number[];
    readonly shape: readonly number[];
    readonly names: readonly string[];
  }[];
  readonly png: readonly { readonly name: string; readonly file: string; readonly data: readonly number[] }[];
  readonly tiff: readonly {
    readonly name: string;
    readonly file: string;
    readonly pages: readonly (readonly number[])[];
  }[];
}

/** The committed numbers; this file runs from tests/dist/lib/formats. */
export const other: Golden = JSON.parse(
  readFileSync(new URL("../../../golden/formats/other.json", import.meta.url), "utf8"),
);

/** Bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, "base64"));
}

/** Bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The FormatError of a read: its message and offset; fails for any other outcome. */
export function faultOf(read: () => unknown): { message: string; offset: number } {
  try {
    read();
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(formats.FormatError);
    const { message, offset } = error as InstanceType<typeof formats.FormatError>;
    expect(Number.isInteger(offset) && offset >= 0, `offset ${offset}`).to.equal(true);
    return { message, offset };
  }
  return expect.fail("expected a FormatError, got a result");
}
