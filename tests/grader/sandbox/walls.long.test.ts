/** @file All attacks against the walls of levels A, B and C, as `cryolab selftest` runs them. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { AttackResult } from "@cryolab/grader/internal/sandbox/selftest";
import { expect } from "chai";
import { needLevel } from "./guests.js";

const execute = promisify(execFile);
const program = fileURLToPath(new URL("../program.js", import.meta.url));

async function attack(level: string): Promise<{ level: string; missing: string[]; results: AttackResult[] }> {
  const { stdout } = await execute(process.execPath, [program, "selftest", "--json", "--level", level]);
  return JSON.parse(stdout);
}

describe("cryolab selftest", function () {
  this.timeout(120_000);
  for (const level of ["A", "B"] as const)
    it(`contains every attack at level ${level}`, async function () {
      await needLevel(level, this);
      const told = await attack(level);
      expect(told.level).to.equal(level);
      expect(told.results.filter(({ outcome }) => outcome !== "contained")).to.deep.equal([]);
      expect(told.results.length).to.be.at.least(70);
    });
  it("contains at level C all but what fills the memory before the watchdog looks", async function () {
    await needLevel("C", this);
    const { results } = await attack("C");
    const open = results.filter(({ outcome }) => outcome !== "contained");
    expect(new Set(open.map(({ outcome }) => outcome))).to.deep.equal(new Set(["not claimed"]));
    expect(new Set(open.map((result) => result.class))).to.deep.equal(new Set(["memory", "processes"]));
    const watched = results.find(({ name }) => name === "fill the memory with arrays in an answer");
    expect(watched).to.include({ outcome: "contained", how: "memory: the memory of the sandbox is used up" });
  });
});
