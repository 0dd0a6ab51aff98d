/**
 * @file `npm run kernels`: compiles the AssemblyScript of lib/kernels/as to WebAssembly, once with fused multiply-add and once
 * without, and writes lib/kernels/binary.ts, which is committed: who builds needs no AssemblyScript, and every clone runs the same
 * bytes. `--check` writes nothing and fails when the file is not what the sources give; `--digest` prints what the bytes depend on.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "lib", "kernels", "as");
const target = join(root, "lib", "kernels", "binary.ts");
const compiler = join(root, "node_modules", "assemblyscript");
const flags = ["--runtime", "stub", "--noExportMemory", "-O3", "--converge", "--use", "abort="];
flags.push("--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536");
flags.push("--enable", "simd", "--enable", "threads");

/** What the bytes depend on, as one digest: sources, settings, compiler. */
function digest() {
  const hash = createHash("sha256").update(JSON.parse(readFileSync(join(compiler, "package.json"), "utf8")).version);
  hash.update(flags.join(" "));
  for (const file of readdirSync(folder).sort()) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}

function compile(...more) {
  const scratch = mkdtempSync(join(tmpdir(), "cryolab-asc-"));
  try {
    const args = [join(compiler, "bin", "asc.js"), join(folder, "main.ts"), "-o", join(scratch, "out.wasm")];
    const { status, stderr } = spawnSync(process.execPath, [...args, ...flags, ...more], { encoding: "utf8" });
    if (status !== 0 || stderr.includes("WARNING")) throw new Error(`asc ended with status ${status}:\n${stderr}`);
    return readFileSync(join(scratch, "out.wasm"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const packed = (bytes) => deflateRawSync(bytes, { level: 9 }).toString("base64");

/** The generated file. */
function binary() {
  return `/**
 * @file Made by \`npm run kernels\` from lib/kernels/as: WebAssembly, deflated, in base64. Not to be edited. Digest of the sources,
 * the settings and the compiler:
 * ${digest()}
 */

// biome-ignore format: one line each
export const simd: string = "${packed(compile())}";
// biome-ignore format: one line each
export const fma: string = "${packed(compile("--enable", "relaxed-simd"))}";
`;
}

if (process.argv.includes("--digest")) console.log(digest());
else if (!process.argv.includes("--check")) writeFileSync(target, binary());
else if (readFileSync(target, "utf8") !== binary()) throw new Error("lib/kernels/binary.ts is stale: npm run kernels");
