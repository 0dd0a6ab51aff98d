/**
 * @file A synthetic class, written straight into a store: learners, hand-ins, gradings, grades, some of them hostile. Seeded:
 * every run has the same rows.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Class, initClass } from "@cryolab/grader/internal/course/class";
import { forgiving } from "@cryolab/grader/internal/course/late";
import { sha256 } from "@cryolab/grader/internal/sha256";
import { keepBlob } from "@cryolab/grader/internal/store/blobs";
import { random } from "@cryolab/lib";
import { root } from "../../support/root.js";

/** Names and texts that want to be more than text. */
export const hostile: { name: string; error: string; code: string } = {
  name: `<script>window.hacked = "name"</script><img src=x onerror="window.hacked='img'">`,
  error: "\u001b[2J\u001b[31mred\u0007 \u202egnp.exe\u202c \u2066x </td><script>window.hacked = 'error'</script>",
  code: "%%exercise fourier/dft\nexport function dft(x) { return `</script><script>window.hacked='code'</script>`; } // \u202e }\u2066 if (admin)\u2069",
};

const exercises = ["classification/em-step-1d", "fourier/dft", "fourier/fft", "optics/ctf-1d", "resolution/fsc"];
const mistakes = ["the values are conjugated: check the sign of the exponent", "a factor 1/n is missing", null];
const HOUR = 3_600_000;

/** A class in a folder of its own. */
export interface Synthetic {
  readonly cls: Class;
  readonly folder: string;
  remove(): void;
}

/** Makes one; learner 0 is hostile, learner 1 handed nothing in, learner 2 handed in 1 MB. */
export function syntheticClass(learners: number, released = Date.UTC(2026, 9, 1)): Synthetic {
  const folder = mkdtempSync(join(tmpdir(), "cryolab-class-"));
  const cls = initClass(join(folder, "class"), { name: "cryo-EM 2026", zone: "UTC", root });
  const { db } = cls;
  const rng = random.rng("synthetic class");
  const due = released + 14 * 24 * HOUR;
  const run = db.prepare(
    `insert into run (submission, exercise, tests_sha, seed, level, engine, node, started, ms, status, points, max)
     values (?, ?, 'tests', 'seed', 'A', 'cryolab 0.1.0', 'v20', ?, 900, 'graded', ?, ?)`,
  );
  const test = db.prepare(
    `insert into test_result (run, position, title, hidden, status, points, max, ms, diagnosis, public_message, private_message)
     values (?, ?, ?, ?, ?, ?, ?, 5, ?, ?, ?)`,
  );
  const grade = db.prepare(
    `insert into grade (learner, problem_set, exercise, run, auto, late_factor, updated_at) values (?, 'ps1', ?, ?, ?, ?, ?)`,
  );
  const handIn = db.prepare(
    `insert into submission (learner, problem_set, sha256, name, attempt, submitted_at, time_source, collected_at, late_seconds)
     values (?, 'ps1', ?, 'ps1.ipynb', ?, ?, 'receipt', ?, ?)`,
  );
  db.transaction(() => {
    db.prepare(
      "insert into problem_set (id, title, position, released_at, due, late, attempts, keep) values ('ps1', 'Fourier and lenses', 1, ?, ?, ?, null, 'best')",
    ).run(released, due, JSON.stringify({ ...forgiving, perDay: 0.1 }));
    for (const [position, exercise] of exercises.entries())
      db.prepare("insert into set_exercise (problem_set, exercise, points, position) values ('ps1', ?, 10, ?)").run(
        exercise,
        position,
      );
    for (let i = 0; i < learners; i++) {
      const id = `l${String(i).padStart(4, "0")}`;
      const name = i === 0 ? hostile.name : `Learner ${String.fromCharCode(65 + ((7 * i) % 26))}. ${i}`;
      db.prepare("insert into learner (id, name, email, section) values (?, ?, ?, ?)").run(
        id,
        name,
        `${id}@example.org`,
        `section ${1 + (i % 4)}`,
      );
      if (i === 1) continue;
      const skill = random.uniform(rng);
      const at = Math.round(released + (2 + 13.5 * random.uniform(rng)) * 24 * HOUR);
      const late = Math.max(0, Math.ceil((at - due) / 1000));
      const factor = 1 - 0.1 * Math.ceil(late / 86_400);
      const blob = keepBlob(db, Buffer.from(notebook(i)));
      const attempts = 1 + Math.floor(3 * random.uniform(rng));
      let submission = 0;
      for (let k = 1; k <= attempts; k++) {
        const bytes = k === attempts ? blob : keepBlob(db, Buffer.from(notebook(i, `// attempt ${k}\n`)));
        const time = at - (attempts - k) * HOUR;
        submission = handIn.run(id, bytes, k, time, time, k === attempts ? late : 0).lastInsertRowid;
      }
      for (const [j, exercise] of exercises.entries()) {
        const results = Array.from(
          { length: 6 },
          (_, t) => random.uniform(rng) < skill * (1.3 - 0.15 * j) + 0.1 * (5 - t),
        );
        const points = results.filter(Boolean).length;
        const made = run.run(submission, exercise, at, points, 6).lastInsertRowid;
        const mistake = mistakes[Math.floor(3 * random.uniform(rng))];
        for (const [t, pass] of results.entries()) {
          const threw = !pass && t === 4;
          test.run(
            made,
            t,
            `agrees with the sum, case ${t + 1}`,
            t >= 2 ? 1 : 0,
            pass ? "pass" : threw ? "threw" : "fail",
            pass ? 1 : 0,
            1,
            pass || threw ? null : mistake,
            pass ? "" : i === 0 ? hostile.error : "the values differ from the sum by about their own size",
            pass
              ? null
              : i === 0
                ? hostile.error
                : i === 2
                  ? "x".repeat(1_000_000)
                  : "at index 3: expected 2, got 2.5 (seed 12)",
          );
        }
        grade.run(id, exercise, made, Math.round((1000 * points) / 6) / 100, factor, at);
      }
    }
  });
  return {
    cls,
    folder,
    remove() {
      cls.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A notebook with an answer to each exercise. */
function notebook(i: number, head = ""): string {
  const cells = exercises.map((id) => {
    const name = id.split("/")[1].replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (i === 0 && id === "fourier/dft") return hostile.code;
    const long = i === 2 && id === "fourier/dft" ? `// ${"long ".repeat(200_000)}\n` : "";
    return `%%exercise ${id}\n${head}// by learner ${i} ${sha256(String(i)).slice(0, 8)}\n${long}export function ${name}(x: number): number {\n  return x;\n}`;
  });
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)" } },
    cells: cells.map((source, k) => ({
      id: `c${k}`,
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  });
}
