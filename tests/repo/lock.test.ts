/** @file The lock file installs on every system: it names no host, and every platform's optional package is in it. */

import { expect } from "chai";
import { readText } from "../support/root.js";

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

describe("package-lock.json", () => {
  const packages: Record<string, Entry> = JSON.parse(readText("package-lock.json")).packages;

  it("names no registry host", () => {
    const hosts = Object.entries(packages).filter(
      ([, { resolved }]) => resolved !== undefined && /:\/\//.test(resolved),
    );
    expect(hosts.map(([path]) => path)).to.deep.equal([]);
  });

  it("holds a version for every optional package of every system", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          packages[`${path}/node_modules/${name}`]?.version === undefined &&
          packages[`node_modules/${name}`]?.version === undefined,
      ),
    );
    expect(missing).to.deep.equal([]);
  });

  it("pins what package.json asks for exactly", () => {
    const loose = ["package.json", "lib/package.json", "grader/package.json", "kernel-ext/package.json"].flatMap(
      (file) => {
        const { dependencies = {}, devDependencies = {} } = JSON.parse(readText(file));
        return Object.entries<string>({ ...dependencies, ...devDependencies })
          .filter(([, version]) => !/^(npm:.*@)?\d+\.\d+\.\d+$/.test(version))
          .map(([name, version]) => `${file}: ${name} ${version}`);
      },
    );
    expect(loose).to.deep.equal([]);
  });
});
