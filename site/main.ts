/** @file `npm run docs`: builds the site and fails if a link of it leads nowhere. Called by bin/run.js, after typedoc. */

import { join } from "node:path";
import { brokenLinks, buildSite } from "./build.ts";

const [root, program, prefix] = process.argv.slice(2);
const out = join(root, "docs", "site");
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
await buildSite(root, out, { program, prefix }, say);
say("following every link");
const { followed, broken } = await brokenLinks(out);
for (const link of broken) say(`broken: ${link}`);
say(`${followed} links followed, ${broken.length} broken; open ${join(out, "index.html")}`);
if (broken.length > 0) process.exitCode = 1;
