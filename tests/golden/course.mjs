/**
 * @file Makes course.json, the list of all exercises of the course, from the tables of the curriculum:
 *
 *     node tests/golden/course.mjs PATH/TO/course.md > tests/golden/course.json
 *
 * `cryolab verify` uses it: an exercise may need one that is planned but not built, and points, time and needs of a
 * manifest agree with the plan. It refuses a table that contradicts itself.
 */

import { readFileSync } from "node:fs";

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write("usage: node tests/golden/course.mjs PATH/TO/course.md > tests/golden/course.json\n");
  process.exit(2);
}
const text = readFileSync(path, "utf8");

// "Points: 5, 10, 15, 20, 30 for D 1-5" and "Time: ¼, ½, 1, 2, 4 hours"
const POINTS = [5, 10, 15, 20, 30];
const TIME = ["15 min", "30 min", "1 h", "2 h", "4 h"];

/** Numbered lessons with their slugs: "#### 01-fourier · M1 · …". */
const lessons = new Map([...text.matchAll(/^#### (\d\d)-([a-z0-9-]+) · (M\d) · /gm)].map((m) => [m[1], m]));

const exercises = [];
for (const line of text.split("\n")) {
  const row = /^\| `([a-z]+\/[a-z0-9-]+)`(★?) \| (\d\d) (M\d) \| `.*` \| ([1-5]) \| (\d+) \| ([^|]*) \|/.exec(line);
  if (row === null) continue;
  const [, id, star, number, milestone, d, points, needs] = row;
  const lesson = lessons.get(number);
  const difficulty = Number(d);
  if (lesson === undefined) throw new Error(`${id}: no lesson ${number}`);
  if (lesson[3] !== milestone) throw new Error(`${id}: ${milestone}, but its lesson ${number} is ${lesson[3]}`);
  if (Number(points) !== POINTS[difficulty - 1]) throw new Error(`${id}: ${points} points for difficulty ${d}`);
  exercises.push({
    id,
    lesson: `${number}-${lesson[2]}`,
    milestone,
    difficulty,
    points: Number(points),
    core: star !== "",
    needs: needs.trim() === "–" ? [] : needs.trim().split(" "),
    time: TIME[difficulty - 1],
  });
}

const ids = new Set(exercises.map(({ id }) => id));
if (ids.size !== exercises.length) throw new Error("an exercise is listed twice");
for (const { id, needs } of exercises)
  for (const need of needs) if (!ids.has(need)) throw new Error(`${id}: needs ${need}, which is not listed`);

const claim = /(\d+) exercises \((\d+) of them core/.exec(text);
const core = exercises.filter((exercise) => exercise.core).length;
if (claim === null || Number(claim[1]) !== ids.size || Number(claim[2]) !== core)
  throw new Error(`the course claims ${claim?.[1]} exercises, ${claim?.[2]} core; the tables hold ${ids.size}, ${core}`);

process.stdout.write(`[\n${exercises.map((exercise) => `  ${JSON.stringify(exercise)}`).join(",\n")}\n]\n`);
