/**
 * @file Forms in which answers are handed in: notebooks as they should be and as they are not, single files, and what is no
 * submission at all. A form that cannot be read spoils every answer in it; the others leave each answer what it is.
 */

import type { Answer } from "./answers.ts";
import type { Expected } from "./expected.ts";

/** What the answers of one learner are, by exercise. */
type Answers = ReadonlyMap<string, Answer>;

/** A file handed in. */
interface HandIn {
  /** below the learner's folder: ps1.ipynb, fourier/dft.ts */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** what an answer becomes, when the form decides it: of every exercise, or of some */
  readonly spoils?: Expected | ReadonlyMap<string, Expected>;
}

/** A form, by name. `mark` is a text of this learner alone: no two files are the same bytes. */
export interface Form {
  readonly name: string;
  /** how many of a hundred learners use it */
  readonly share: number;
  readonly make: (answers: Answers, mark: string) => HandIn;
}

interface Cell {
  readonly source: string;
  readonly type?: "markdown" | "code";
  readonly tags?: readonly string[];
  readonly outputs?: readonly unknown[];
}

type Metadata = Record<string, unknown>;
const OURS: Metadata = {
  kernelspec: { name: "cryolab", display_name: "Cryo-EM (TypeScript)", language: "typescript" },
};

const magic = (exercise: string, mark: string, code: string): string => `%%exercise ${exercise}\n// ${mark}\n${code}`;

/** The cells of a working notebook: text, trials, pictures, and the answers. */
function cellsOf(answers: Answers, mark: string): Cell[] {
  const cells: Cell[] = [
    { type: "markdown", source: `# Problem set 1\n\nby ${mark}` },
    { source: "const scratch = 17;\nconsole.log(scratch);", outputs: [] },
  ];
  for (const [exercise, { code }] of answers) {
    if (code === "") continue;
    cells.push({
      source: magic(exercise, mark, code),
      outputs: [{ output_type: "stream", name: "stdout", text: "ok" }],
    });
    cells.push({ source: `check("${exercise}")` });
  }
  return cells;
}

function notebook(cells: readonly Cell[], metadata: Metadata = OURS, lines = false): Uint8Array {
  const text = (source: string) => (lines ? source.split(/(?<=\n)/) : source);
  return bytes(
    JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata,
      cells: cells.map(({ source, type = "code", tags, outputs = [] }, i) => ({
        cell_type: type,
        id: `c${i}`,
        metadata: tags ? { tags } : {},
        source: text(source),
        ...(type === "code" ? { outputs, execution_count: i } : {}),
      })),
    }),
  );
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ipynb = (content: Uint8Array, spoils?: Expected): HandIn => ({
  path: "ps1.ipynb",
  bytes: content,
  ...(spoils ? { spoils } : {}),
});
const UNREADABLE: Expected = { status: "unreadable" };
const MISSING: Expected = { status: "missing" };
const ABSENT: Expected = { status: "absent" };

const form = (share: number, name: string, make: Form["make"]): Form => ({ name, share, make });
const withKernel = (share: number, name: string, metadata: Metadata) =>
  form(share, name, (answers, mark) => ipynb(notebook(cellsOf(answers, mark), metadata)));
const unreadable = (share: number, name: string, content: (answers: Answers, mark: string) => Uint8Array) =>
  form(share, name, (answers, mark) => ipynb(content(answers, mark), UNREADABLE));
const missing = (share: number, name: string, content: (mark: string) => readonly Cell[]) =>
  form(share, name, (_, mark) => ipynb(notebook(content(mark)), MISSING));

/** All forms; the shares sum to 100. */
export const forms: readonly Form[] = [
  form(44, "a notebook", (answers, mark) => ipynb(notebook(cellsOf(answers, mark)))),
  form(8, "sources as lists of lines", (answers, mark) => ipynb(notebook(cellsOf(answers, mark), OURS, true))),
  withKernel(3, "kernel python3", { kernelspec: { name: "python3", display_name: "Python 3", language: "python" } }),
  withKernel(3, "kernel tslab", { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } }),
  withKernel(2, "no kernel", {}),
  withKernel(2, "a kernel that is no record", { kernelspec: ["x"], language_info: 7 }),
  form(4, "nbformat 3", (answers, mark) => {
    const cells = cellsOf(answers, mark).map(({ source, type = "code" }) =>
      type === "code"
        ? { cell_type: type, input: source, outputs: [], language: "typescript" }
        : { cell_type: type, source },
    );
    return ipynb(
      bytes(JSON.stringify({ nbformat: 3, nbformat_minor: 0, metadata: { name: mark }, worksheets: [{ cells }] })),
    );
  }),
  form(4, "tags in place of first lines", (answers, mark) => {
    const cells = cellsOf(answers, mark).map((cell) => {
      const [first, ...rest] = cell.source.split("\n");
      const [, exercise] = /^%%exercise (\S+)$/.exec(first) ?? [];
      return exercise === undefined ? cell : { source: rest.join("\n"), tags: ["graded", exercise] };
    });
    return ipynb(notebook(cells));
  }),
  form(5, "answers twice, the last counts", (answers, mark) => {
    const early = [...answers].map(([exercise, { code }]) => ({
      source: code === "" ? "// nothing yet" : magic(exercise, mark, "export const early = 1;\n"),
    }));
    return ipynb(notebook([...early, ...cellsOf(answers, mark)]));
  }),
  form(5, "answers, then their headings once more", (answers, mark) => {
    const late = [...answers].map(([exercise, { code }]) => ({
      source: code === "" ? "" : `%%exercise ${exercise}\n\n`,
    }));
    return ipynb(notebook([...cellsOf(answers, mark), ...late]));
  }),
  form(3, "a byte order mark, and lines of Windows", (answers, mark) => {
    const cells = cellsOf(answers, mark).map((cell) => ({ ...cell, source: cell.source.replaceAll("\n", "\r\n") }));
    return ipynb(bytes(`\uFEFF${new TextDecoder().decode(notebook(cells))}`));
  }),
  form(2, "a megabyte of pictures", (answers, mark) => {
    const picture = {
      output_type: "display_data",
      metadata: {},
      data: { "image/png": `${mark}${"A".repeat(1 << 20)}` },
    };
    return ipynb(notebook([{ source: "plot.line([1])", outputs: [picture] }, ...cellsOf(answers, mark)]));
  }),
  missing(1, "no cells", (mark) => [{ type: "markdown", source: mark }]),
  missing(1, "blank cells", (mark) => [{ source: "" }, { source: " \n" }, { type: "markdown", source: mark }]),
  missing(1, "headings alone", (mark) => [{ source: "%%exercise fourier/none\n" }, { source: `// ${mark}` }]),
  unreadable(1, "an empty file", (_, mark) => bytes(" ".repeat(1 + Number(mark.replace(/\D/g, ""))))),
  unreadable(1, "half a notebook", (answers, mark) => {
    const whole = notebook(cellsOf(answers, mark));
    return whole.subarray(0, whole.length - 1 - Math.floor(whole.length / 2));
  }),
  unreadable(1, "a web page", (_, mark) => bytes(`<!doctype html><title>Sign in</title><p>${mark}`)),
  unreadable(1, "JSON without cells", (_, mark) => bytes(JSON.stringify({ cells: 5, mark }))),
  unreadable(1, "Latin letters in one byte", (answers, mark) => {
    const content = notebook([...cellsOf(answers, mark), { source: "// naXve" }]);
    content[content.lastIndexOf("X".charCodeAt(0))] = 0xef;
    return content;
  }),
  unreadable(1, "more code than is read", (answers, mark) =>
    notebook([...cellsOf(answers, mark), { source: `// ${mark}\n`.repeat(10_000) }]),
  ),
  unreadable(1, "more cells than are read", (answers, mark) =>
    notebook([...cellsOf(answers, mark), ...Array.from({ length: 1001 }, () => ({ source: "1" }))]),
  ),
  form(3, "one file", fileOf),
  form(2, "nothing", () => ({ path: "ps1.ipynb", bytes: new Uint8Array(0), spoils: ABSENT })),
];

/** A file larger than any that is read: a few in a class, since it is 17 MB. */
export const enormous: Form = unreadable(0, "seventeen megabytes", (answers, mark) => {
  const picture = { output_type: "display_data", metadata: {}, data: { "image/png": "A".repeat(17 << 20) } };
  return notebook([{ source: "1", outputs: [picture] }, ...cellsOf(answers, mark)]);
});

/** A `.ts` with the first answer that there is, where its path says so; it says nothing of the others. */
function fileOf(answers: Answers, mark: string): HandIn {
  const [mine, { code }] = [...answers].find(([, answer]) => answer.code !== "") ?? [...answers][0];
  const spoils = new Map([...answers.keys()].filter((id) => id !== mine).map((id) => [id, ABSENT]));
  return { path: `${mine}.ts`, bytes: bytes(`// ${mark}\n${code}`), spoils };
}
