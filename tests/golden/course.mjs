/**
 * @file Makes course.json, the plan of the course, from the tables of the curriculum:
 *
 *     node tests/golden/course.mjs PATH/TO/course.md > tests/golden/course.json
 *
 * It holds lessons, exercises, problem sets and the functions of the library, each with its milestone. `cryolab verify`
 * holds manifests to it, `tests/repo/course.test.ts` everything else. It refuses tables that contradict themselves.
 */

import { readFileSync } from "node:fs";

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write("usage: node tests/golden/course.mjs PATH/TO/course.md > tests/golden/course.json\n");
  process.exit(2);
}
const text = readFileSync(path, "utf8");
const lines = text.split("\n");
const ids = (cell) => [...cell.matchAll(/`([a-z]+\/[a-z0-9-]+)`/g)].map((m) => m[1]);
const unique = (what, names) => {
  if (new Set(names).size !== names.length) throw new Error(`${what}: one is listed twice`);
};

// "### Chapter 1. title", then "#### 01-fourier · M1 · question", then "- covers … · …; after 02 03", …, "- exercises `fourier/dft`★ …"
const lessons = [];
let chapter;
for (const line of lines) {
  chapter = /^### Chapter \d+\. (.*)$/.exec(line)?.[1] ?? chapter;
  const head = /^#### (\d\d-[a-z0-9-]+) · (M\d) · (.*\?)$/.exec(line);
  const lesson = lessons.at(-1);
  if (head !== null) {
    const [, id, milestone, question] = head;
    lessons.push({ id, milestone, chapter, question, after: [], exercises: [] });
  } else if (line.startsWith("- covers ")) lesson.after = line.split("; after ")[1].match(/\d\d/g) ?? [];
  else if (line.startsWith("- exercises ")) lesson.exercises = ids(line);
}
const byNumber = new Map(lessons.map((lesson) => [lesson.id.slice(0, 2), lesson]));
unique("lessons", [...byNumber.keys()]);
for (const lesson of lessons)
  for (const number of lesson.after) if (!byNumber.has(number)) throw new Error(`${lesson.id}: after ${number}`);

// "Points: 5, 10, 15, 20, 30 for D 1-5" and "Time: ¼, ½, 1, 2, 4 hours"
const POINTS = [5, 10, 15, 20, 30];
const TIME = ["15 min", "30 min", "1 h", "2 h", "4 h"];
const HOURS = [0.25, 0.5, 1, 2, 4];

const exercises = [];
for (const line of lines) {
  const row = /^\| `([a-z]+\/[a-z0-9-]+)`(★?) \| (\d\d) (M\d) \| `.*` \| ([1-5]) \| (\d+) \| ([^|]*) \|/.exec(line);
  if (row === null) continue;
  const [, id, star, number, milestone, d, points, needs] = row;
  const lesson = byNumber.get(number);
  const difficulty = Number(d);
  if (lesson?.milestone !== milestone) throw new Error(`${id}: ${milestone}, but its lesson is ${lesson?.milestone}`);
  if (!lesson.exercises.includes(id)) throw new Error(`${id}: lesson ${lesson.id} does not end at it`);
  if (Number(points) !== POINTS[difficulty - 1]) throw new Error(`${id}: ${points} points for difficulty ${d}`);
  exercises.push({
    id,
    lesson: lesson.id,
    milestone,
    difficulty,
    points: Number(points),
    core: star !== "",
    needs: needs.trim() === "–" ? [] : needs.trim().split(" "),
    time: TIME[difficulty - 1],
  });
}
const byId = new Map(exercises.map((exercise) => [exercise.id, exercise]));
unique(
  "exercises",
  exercises.map(({ id }) => id),
);
for (const { id, needs } of exercises)
  for (const need of needs) if (!byId.has(need)) throw new Error(`${id}: needs ${need}, which is not listed`);
for (const { id, exercises: its } of lessons)
  for (const one of its) if (!byId.has(one)) throw new Error(`lesson ${id}: ${one} is not listed`);

const claim = /(\d+) exercises \((\d+) of them core/.exec(text);
const core = exercises.filter((exercise) => exercise.core).length;
if (claim === null || Number(claim[1]) !== byId.size || Number(claim[2]) !== core)
  throw new Error(`the course claims ${claim?.[1]} exercises, ${claim?.[2]} core; the tables hold ${byId.size}, ${core}`);

const sets = [];
for (const line of lines) {
  const row = /^\| (ps\d+) \| ([^|]+) \| ([^|]+) \| (\d+) \| ([\d.]+) \| (M\d) \|$/.exec(line);
  if (row === null) continue;
  const [, id, title, cell, points, hours, milestone] = row;
  const rows = ids(cell).map((exercise) => byId.get(exercise));
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  if (sum(rows.map((r) => r.points)) !== Number(points)) throw new Error(`${id}: its points do not add up`);
  if (sum(rows.map((r) => HOURS[r.difficulty - 1])) !== Number(hours)) throw new Error(`${id}: its hours do not add up`);
  sets.push({ id, milestone, title, exercises: ids(cell), points: Number(points), hours: Number(hours) });
}

// "**`core`** (13): what it is. `realArray` record … · `kron`³ …": a raised number is the milestone, none is M1
const MILESTONE = { "²": "M2", "³": "M3" };
/** What the library calls by a better name than the table. */
const RENAMED = { "formats.npy": ["readNpy", "writeNpy"] };
const functions = [];
for (const line of lines) {
  const room = /^\*\*`([a-z]+)`\*\* \((\d+)\): (.*)$/.exec(line);
  if (room === null) continue;
  const named = room[3].split(" · ").flatMap((item) => [...item.matchAll(/`([A-Za-z][A-Za-z0-9]*)`([²³]?)/g)]);
  if (named.length !== Number(room[2])) throw new Error(`${room[1]}: claims ${room[2]} functions, lists ${named.length}`);
  for (const [, name, mark] of named)
    for (const final of RENAMED[`${room[1]}.${name}`] ?? [name])
      functions.push({ id: `${room[1]}.${final}`, milestone: MILESTONE[mark] ?? "M1" });
}
unique(
  "functions",
  functions.map(({ id }) => id),
);

const list = (rows) => `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]`;
const parts = Object.entries({ lessons, exercises, sets, functions });
process.stdout.write(`{\n${parts.map(([name, rows]) => `  "${name}": ${list(rows)}`).join(",\n")}\n}\n`);
