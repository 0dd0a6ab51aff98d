/**
 * @file A class that nobody taught: so many learners, each with an answer to every exercise in some form, and what grading must
 * say of each, known beforehand. The same seed gives the same class to the byte.
 */

import { type Rng, random } from "@cryolab/lib";
import { type Answer, type AnswerKind, answersTo } from "./answers.ts";
import type { Expected } from "./expected.ts";
import { enormous, type Form, forms } from "./hand-ins.ts";

/** One learner of the class. */
export interface Learner {
  readonly id: string;
  readonly name: string;
  readonly form: string;
  /** undefined when nothing was handed in */
  readonly file?: { readonly path: string; readonly bytes: Uint8Array };
  /** by exercise: what was answered, and what grading must say */
  readonly answers: ReadonlyMap<string, { readonly name: string; readonly expected: Expected }>;
}

/** How many of a hundred answers are of a kind. */
const SHARES: Readonly<Record<AnswerKind, number>> = {
  right: 42,
  wrong: 26,
  lazy: 8,
  hostile: 14,
  unparsable: 5,
  missing: 5,
};
/** One slow answer in the class for so many learners: each takes a minute or two. */
const SLOW_ONE_IN = 60;

/**
 * So many cards as there are learners, in an order of chance: every kind has its share, and what is of a kind comes round in
 * turn, so that a class that is large enough holds everything.
 */
function deck<T>(n: number, shares: readonly { share: number; cards: readonly T[] }[], rng: Rng): T[] {
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const cards: T[] = [];
  let sum = 0;
  for (const { share, cards: own } of shares) {
    sum += share;
    const end = Math.round((n * sum) / total);
    const begin = Math.floor(random.uniform(rng) * own.length);
    for (let turn = begin; cards.length < end; turn++) cards.push(own[turn % own.length]);
  }
  for (let i = cards.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform(rng) * (i + 1));
    [cards[i], cards[j]] = [cards[j], cards[i]];
  }
  return cards;
}

/** The answers to an exercise for everybody. */
function dealAnswers(n: number, all: readonly Answer[], rng: Rng): Answer[] {
  const kinds = Object.entries(SHARES).map(([kind, share]) => ({
    share,
    cards: all.filter((answer) => answer.kind === kind && !answer.slow),
  }));
  return deck(n, kinds, rng);
}

/** The forms for everybody; every form at least once when there are learners enough. */
function dealForms(n: number, rng: Rng): Form[] {
  const dealt = deck(
    n,
    forms.map((form) => ({ share: form.share, cards: [form] })),
    rng,
  );
  const absent = forms.filter((form) => !dealt.includes(form));
  const common = [...dealt.keys()].filter((i) => dealt[i] === forms[0]);
  for (const form of absent) {
    const i = common.pop();
    if (i !== undefined) dealt[i] = form;
  }
  for (const i of common.slice(0, n >= 200 ? 2 : 0)) dealt[i] = enormous;
  return dealt;
}

/** Names as rosters hold them: letters of many alphabets, and what a page or a table must not take for its own. */
const NAMES = [
  "Ada Ålund",
  "Bo O'Neil",
  "李 小龍",
  "=1+1",
  "<b>Eve</b>",
  "-Ömer Y.",
  "Zoë \u202eevE",
  "@root",
  'Quo "Q" Te',
];

/**
 * A class.
 *
 * @param n - learners
 * @param options - `exercises` and the `root` of their course; `seed` names the class
 */
export function syntheticClass(
  n: number,
  options: { readonly exercises: readonly string[]; readonly root: string; readonly seed?: string },
): Learner[] {
  const { exercises, root, seed = "class" } = options;
  const rng = random.rng(seed);
  const all = exercises.map((id) => answersTo(id, root));
  const dealt = exercises.map((id, e) => [id, dealAnswers(n, all[e], random.stream(rng, id))] as const);
  const first = Math.floor(random.uniform(random.stream(rng, "slow")) * SLOW_ONE_IN);
  for (let i = first, turn = 0; i < n; i += SLOW_ONE_IN, turn++) {
    const e = turn % exercises.length;
    const slow = all[e].filter((answer) => answer.slow);
    dealt[e][1][i] = slow[Math.floor((turn / exercises.length + e * 3) % slow.length)];
  }
  const dealtForms = dealForms(n, random.stream(rng, "forms"));
  return Array.from({ length: n }, (_, i) => {
    const id = `learner-${String(i + 1).padStart(4, "0")}`;
    const answers = new Map(dealt.map(([exercise, cards]) => [exercise, cards[i]]));
    const { name: form, make } = dealtForms[i];
    const { path, bytes, spoils } = make(answers, id);
    const expected = (exercise: string, own: Expected): Expected =>
      spoils instanceof Map ? (spoils.get(exercise) ?? own) : ((spoils as Expected | undefined) ?? own);
    return {
      id,
      name: `${NAMES[i % NAMES.length]} ${i + 1}`,
      form,
      ...(bytes.length > 0 ? { file: { path, bytes } } : {}),
      answers: new Map(
        [...answers].map(([exercise, answer]) => [
          exercise,
          { name: answer.name, expected: expected(exercise, answer.expected) },
        ]),
      ),
    };
  });
}
