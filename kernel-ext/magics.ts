/**
 * @file Cell magics: a first line `%%name argument`. The two signs become `//`, so the rest of the cell is compiled as usual
 * and every position stays.
 */

/** A magic and its argument. */
export interface Magic {
  readonly name: string;
  readonly argument: string;
}

/** The magics there are, with what they do. */
export const magics: Readonly<Record<string, string>> = {
  exercise: "%%exercise <id>: this cell is the answer to an exercise",
  time: "%%time: how long this cell takes",
  file: "%%file <path>: writes this cell to a file beside the notebook, and does not run it",
};

/** A first line that names no magic, or one with a wrong argument. */
export class MagicError extends Error {
  override readonly name = "MagicError";
}

/** The magic of a cell, if it has one. */
export function magicOf(code: string): Magic | undefined {
  const line = /^%%(\S*)[ \t]*(.*)/.exec(code);
  return line === null ? undefined : { name: line[1], argument: line[2].trim() };
}

/** A cell without its magic, as long as before. */
export function withoutMagic(code: string): string {
  return code.startsWith("%%") ? `//${code.slice(2)}` : code;
}

/**
 * Refuses a magic that does not exist, or an exercise that does not.
 *
 * @param exercises - ids of the course; none if there is no course, and then any id will do
 * @throws MagicError naming what there is
 */
export function checkMagic({ name, argument }: Magic, exercises: readonly string[]): void {
  if (!Object.hasOwn(magics, name)) {
    const known = Object.values(magics).join("; ");
    throw new MagicError(`%%${name}: no such magic; there are: ${known}`);
  }
  if (name === "time" && argument !== "")
    throw new MagicError(`%%time: takes nothing after it, got ${argument}; the code begins on the next line`);
  if (name !== "exercise") return;
  if (argument === "")
    throw new MagicError(`%%exercise: must name an exercise, as in %%exercise ${exercises[0] ?? "fourier/dft"}`);
  if (exercises.length > 0 && !exercises.includes(argument))
    throw new MagicError(`%%exercise: no exercise ${argument}; there are: ${exercises.join(", ")}`);
}

/** Completions of a first line, or undefined where the cursor is not in one. */
export function completeMagic(
  code: string,
  position: number,
  exercises: readonly string[],
): { readonly start: number; readonly matches: readonly string[] } | undefined {
  const before = code.slice(0, position);
  const [, name] = /^%%(\w*)$/.exec(before) ?? [];
  if (name !== undefined) return { start: 2, matches: Object.keys(magics).filter((magic) => magic.startsWith(name)) };
  const [, space, id] = /^%%exercise(\s+)(\S*)$/.exec(before) ?? [];
  if (id === undefined) return undefined;
  return {
    start: "%%exercise".length + space.length,
    matches: exercises.filter((exercise) => exercise.startsWith(id)),
  };
}
