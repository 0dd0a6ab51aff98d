/**
 * @file The part of a bundle that is ours: the functions of the built library that an exercise offers, and what they need. Made
 * once for each list of functions.
 */

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { InfrastructureError } from "../sandbox/types.ts";
import { compile } from "./compiler.ts";
import { LIBRARY } from "./rules.ts";

const made = new Map<string, Promise<string>>();

async function make(uses: readonly string[]): Promise<string> {
  const root = dirname(createRequire(import.meta.url).resolve(`${LIBRARY}/package.json`));
  const offer = fileURLToPath(new URL("./offer.js", import.meta.url));
  const rooms = uses.map((use) => use.split("."));
  for (const [index, parts] of rooms.entries())
    if (parts.length !== 2 || !parts.every((part) => /^[a-zA-Z][a-zA-Z0-9]*$/.test(part)))
      throw new InfrastructureError(`uses: must be written room.function, got "${uses[index]}"`);

  const entry = [
    `import { offer } from ${JSON.stringify(offer)};`,
    ...rooms.map(([room, name], i) => `import { ${name} as use${i} } from "./dist/${room}/index.js";`),
    `export const cryo = offer([${rooms.map(([room, name], i) => `["${room}", "${name}", use${i}]`).join(", ")}]);`,
  ];
  const args = ["--bundle", "--format=iife", "--global-name=library", "--target=node20", "--legal-comments=none"];
  const compiled = await compile(entry.join("\n"), [...args, "--main-fields=module,main", "--platform=neutral"], root);
  if ("problem" in compiled) throw new InfrastructureError(`uses: ${uses.join(", ")}: ${compiled.problem}`);
  return compiled.code.replace(/^(?:"use strict";\s*)?var library = /, "").replace(/;\s*$/, ".cryo");
}

/**
 * An expression whose value is the `cryo` that an exercise offers.
 *
 * @param uses - functions, as in "fourier.fftfreq"
 * @throws InfrastructureError if the library does not have them, or is not built
 */
export function libraryExpression(uses: readonly string[]): Promise<string> {
  const key = [...uses].sort().join(" ");
  const found = made.get(key) ?? make(uses);
  made.set(key, found);
  return found;
}
