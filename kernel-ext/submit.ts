/** @file `submit("ps1")`: packs the saved notebook for handing in, and says what is not in it. */

import { type ExerciseResult, exerciseOf, findRoot, type Submitted, submitSet } from "@cryolab/grader";
import type { Bundle } from "./bundle.ts";
import { orderWarnings, readNotebook } from "./document-order.ts";
import type { Host } from "./host.ts";
import { escapeHtml } from "./html.ts";

/** Packs, runs the visible tests on what was packed, and shows the receipt. */
export async function runSubmit(host: Host, id: string): Promise<void> {
  const { notebook } = host;
  if (notebook === undefined)
    throw new Error(`submit: this kernel does not know its notebook; in a terminal: npx cryolab submit ${id} NOTEBOOK`);
  const saved = readNotebook(notebook);
  if (saved === undefined)
    throw new Error(
      `submit: ${notebook} cannot be read; save the notebook, or in a terminal: npx cryolab submit ${id}`,
    );
  const ran = host.cells();
  const answered = new Set(ran.flatMap(({ source }) => exerciseOf(source) ?? []));
  const unsaved = [...new Set([...answered].flatMap((exercise) => orderWarnings(ran, saved, exercise)))];
  let submitted: Submitted;
  try {
    submitted = await submitSet(id, { root: findRoot(), notebook, signal: host.signal() });
  } catch (error) {
    if (unsaved.length > 0 && error instanceof Error) error.message += `; ${unsaved.join("; ")}`;
    throw error;
  }
  host.show(submitBundle(submitted, unsaved));
}

/** What was packed, as text and as a page. */
export function submitBundle(submitted: Submitted, unsaved: readonly string[]): Bundle {
  const { results, missing, zip, sha256, at, files } = submitted;
  const warnings = [
    ...unsaved.map((text) => `NOT in the zip: ${text}, then submit again`),
    ...(missing.length > 0 ? [`not answered: ${missing.join(", ")}`] : []),
    ...results.flatMap((result) => result.warnings.map((text) => `${result.exercise}: ${text}`)),
  ];
  const rows = results.map(row);
  const receipt = [
    `${zip} holds ${files.join(", ")}`,
    `sha256 ${sha256}`,
    `at ${at}`,
    "Nothing is sent: hand in the zip.",
  ];
  const text = [
    ...warnings.map((line) => `! ${line}`),
    ...rows.map(([exercise, points, failed]) => `${exercise}  ${points}${failed === "" ? "" : `  ${failed}`}`),
    ...receipt,
  ];
  const item = (tag: string, content: string) => `<${tag}>${escapeHtml(content)}</${tag}>`;
  const html = [
    ...warnings.map((line) => `<p><strong>⚠ ${escapeHtml(line)}</strong></p>`),
    "<table><thead><tr><th>exercise</th><th>visible tests</th><th>first that failed</th></tr></thead><tbody>",
    ...rows.map((cells) => `<tr>${cells.map((content) => item("td", content)).join("")}</tr>`),
    "</tbody></table>",
    ...receipt.map((line) => item("p", line)),
  ];
  return { "text/html": html.join("\n"), "text/plain": text.join("\n") };
}

function row({ exercise, status, message = "", points, max, tests }: ExerciseResult): [string, string, string] {
  if (status !== "graded") return [exercise, status, message];
  const failed = tests.find((test) => test.status !== "pass");
  return [exercise, `${points} of ${max}`, failed === undefined ? "" : `${failed.title}: ${failed.publicMessage}`];
}
