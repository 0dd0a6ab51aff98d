/**
 * @file Hidden inputs by a seed: that of the learner (given by the grader, or CRYOLAB_SEED), else the id of
 * the exercise, so that grading twice draws the same inputs.
 */

import { type Rng, random } from "@cryolab/lib";

/** The id of the exercise whose test file mocha was given, from its path; "cryolab" when there is none. */
function exerciseAtHand(): string {
  for (const argument of process.argv.slice(2)) {
    const match = /(?:^|[\\/])(?:exercises|hidden)[\\/]([a-z0-9-]+)[\\/]([a-z0-9-]+)[\\/][^\\/]+\.test\.ts$/.exec(
      argument,
    );
    if (match) return `${match[1]}/${match[2]}`;
  }
  return "cryolab";
}

let text = process.env.CRYOLAB_SEED || exerciseAtHand();

/** A whole number for fast-check: `fc.assert(property, { seed })`. */
export let seed: number = numberOf(text);

function numberOf(name: string): number {
  return random.rng(name).state[0] >>> 1;
}

/** Under the grader: what the tests of a job draw from, before their file is loaded. */
export function drawFrom(given: string): void {
  text = given;
  seed = numberOf(given);
}

/** A generator of hidden inputs, by name: the same name gives the same numbers, different names independent ones. */
export function draws(name: string): Rng {
  return random.stream(random.rng(text), name);
}
