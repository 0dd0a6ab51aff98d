/** @file Similarity of answers: copies, reordered copies, honest answers, starters, and a class of a thousand. */

import { compare, type Work } from "@cryolab/grader/internal/similarity/compare";
import { similarityPage } from "@cryolab/grader/internal/similarity/page";
import { tokensOf } from "@cryolab/grader/internal/similarity/tokens";
import { hashes, K, W, winnow } from "@cryolab/grader/internal/similarity/winnow";
import { random } from "@cryolab/lib";
import { expect } from "chai";
import fc from "fast-check";
import { readText } from "../../support/root.ts";

const starter = readText("exercises/fourier/fft/fft.ts");
const original = readText("solutions/fourier/fft/fft.ts");

/** Another name for every variable, other layout, other comments. */
function renamed(text: string): string {
  const names = new Map<string, string>();
  const own = [...text.matchAll(/\b(?:const|let|function)\s+([a-zA-Z]\w*)/g)].map(([, name]) => name);
  for (const name of own) if (name !== "fft") names.set(name, `renamed${names.size}`);
  const body = text.replace(/\b[a-zA-Z]\w*\b/g, (word) => names.get(word) ?? word);
  return `// all my own work\n${body.replaceAll("\n", "\n\n").replace(/\/\*\*.*\*\//g, "")}`;
}

/** The functions of a text in the opposite order. */
function reordered(text: string): string {
  const parts = text.split(/\n(?=(?:export )?function )/);
  return [parts[0], ...parts.slice(1).reverse()].join("\n");
}

/** Some statements of one's own. */
function statements(seed: number, n: number): string {
  const rng = random.rng(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random.uniform(rng) * list.length)];
  const term = () => pick(["a[i]", "f(i, 2)", "-b", "(c ? 1 : d)", "x", "g()", "[3]", "y.z"]);
  const op = () => pick(["+", "*", "-", "/", "%", "&", "|", "^"]);
  return Array.from({ length: n }, () => `v = ${term()} ${op()} ${term()} ${op()} ${term()};`).join("\n");
}

const one = (works: readonly Work[], options = {}) => compare(works, { subtract: [starter], least: 0, ...options });

describe("similarity", () => {
  it("of a renamed copy is 1, and it is said to be the same", () => {
    const { same, pairs } = one([
      { who: "ada", text: original },
      { who: "bob", text: renamed(original) },
    ]);
    expect(same.map((group) => group.map(({ who }) => who))).to.deep.equal([["ada", "bob"]]);
    expect(pairs).to.deep.equal([]);
    const changed = renamed(original).replace("return", "console.log(1);\n return");
    const [pair] = one([
      { who: "ada", text: original },
      { who: "bob", text: changed },
    ]).pairs;
    expect(pair.similarity).to.be.greaterThan(0.85);
  });

  it("of reordered functions is high", () => {
    const [pair] = one([
      { who: "ada", text: original },
      { who: "bob", text: renamed(reordered(original)) },
    ]).pairs;
    expect(pair.similarity).to.be.within(0.8, 0.999);
  });

  it("of answers that were written apart is low", () => {
    const works = ["fourier/dft", "optics/ctf-1d", "resolution/fsc", "classification/em-step-1d"].map((id) => ({
      who: id,
      text: readText(`solutions/${id}/${id.split("/")[1]}.ts`),
    }));
    const { pairs } = one([...works, { who: "fft", text: original }]);
    for (const { similarity, a, b } of pairs) expect(similarity, `${a.who} ${b.who}`).to.be.lessThan(0.2);
  });

  it("flags nobody who handed in the starter, or a line more", () => {
    const works = Array.from({ length: 50 }, (_, i) => ({ who: `s${i}`, text: i < 40 ? starter : renamed(starter) }));
    works.push({ who: "a", text: starter.replace("throw", "const n = x.re.length;\n  throw") });
    works.push({ who: "b", text: starter.replace("throw", "const m = x.re.length;\n  throw") });
    const { pairs, same, compared, little } = one(works);
    expect([pairs, same, compared, little]).to.deep.equal([[], [], 0, 52]);
  });

  it("leaves out what very many share, and finds the copy among them", () => {
    const tail = (i: number) => statements(i, 12);
    const works = Array.from({ length: 60 }, (_, i) => ({
      who: `s${i}`,
      text: `${original}\nfunction g() {\n${tail(i)}\n}`,
    }));
    works.push({ who: "copy", text: `${renamed(original)}\nfunction h() {\n${tail(7)}\nreturn 3;}` });
    const { pairs, customary } = one(works, { least: 0.8 });
    expect(customary).to.be.greaterThan(10);
    expect(pairs.map(({ a, b }) => [a.who, b.who])).to.deep.equal([["s7", "copy"]]);
  });

  it("marks shared spans that hold the same words", () => {
    const [{ a, b, spansA, spansB }] = one([
      { who: "ada", text: original },
      { who: "bob", text: reordered(original) },
    ]).pairs;
    expect(spansA.length).to.be.greaterThan(0);
    const words = (work: Work, spans: typeof spansA) =>
      spans.map(({ from, to }) => tokensOf(work.text.slice(from, to), true).words.length).reduce((x, y) => x + y, 0);
    expect(words(a, spansA)).to.be.greaterThan(K - 1);
    expect(words(b, spansB)).to.be.greaterThan(K - 1);
  });

  it("compares a thousand answers in seconds", function () {
    this.timeout(60_000);
    const works = Array.from({ length: 1000 }, (_, i) => {
      return { who: `s${i}`, text: `${original}\n${statements(i, 30)}` };
    });
    works[999] = { who: "copy", text: renamed(works[17].text) };
    const start = performance.now();
    const { same } = one(works, { least: 0.5 });
    expect(performance.now() - start).to.be.lessThan(20_000);
    expect(same.map((group) => group.map(({ who }) => who))).to.deep.include(["s17", "copy"]);
  });
});

describe("winnow", () => {
  it("finds every run of K + W − 1 words that two texts share", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 60 });
    const run = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: K + W - 1, maxLength: K + W + 9 });
    fc.assert(
      fc.property(words, words, words, words, run, (a, b, c, d, shared) => {
        const one = new Set(winnow([...a, ...shared, ...b]).map(({ hash }) => hash));
        const two = winnow([...c, ...shared, ...d]);
        expect(two.some(({ hash }) => one.has(hash))).to.equal(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("keeps hashes of runs that are there, the least of each window", () => {
    const words = Array.from({ length: 100 }, (_, i) => `w${(i * i) % 37}`);
    const all = hashes(words);
    const kept = winnow(words);
    for (const { hash, at } of kept) expect(hash).to.equal(all[at]);
    const places = new Set(kept.map(({ at }) => at));
    for (let from = 0; from + W <= all.length; from++) {
      const least = Math.min(...all.slice(from, from + W));
      expect([...places].some((at) => at >= from && at < from + W && all[at] === least)).to.equal(true);
    }
    expect(winnow(words.slice(0, K - 1))).to.deep.equal([]);
    expect(winnow(words.slice(0, K))).to.have.length(1);
  });
});

describe("tokensOf", () => {
  it("makes names, numbers and texts alike, and leaves what everybody finds in place", () => {
    const words = (text: string) => tokensOf(text, true).words.join(" ");
    expect(words("const a = Math.cos(b) + 2.5; // c")).to.equal("const name = Math . cos ( name ) + 0 ;");
    expect(words("x.cos('y') / b / c")).to.equal('name . name ( "" ) / name / name');
    expect(words(["f(/a[/]b/g, `t$", "{ {a: 1}.a }u$", "{2}v`)"].join(""))).to.equal(
      "name ( // , ` { name : 0 } . name ` 0 ` )",
    );
  });

  it("reads any text without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { words, starts, ends } = tokensOf(text, true);
        expect([starts.length, ends.length]).to.deep.equal([words.length, words.length]);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe("similarityPage", () => {
  it("shows names and code as text, whatever they say", () => {
    const evil = '</pre><script>alert(1)</script>\u202e"\u001b[31m';
    const text = `${original}\n// ${evil}`;
    const comparison = one([
      { who: `<img src=x onerror=alert(1)>${evil}`, text },
      { who: "bob", text: `${reordered(original)}\n// ${evil}` },
    ]);
    const page = similarityPage(evil, [{ exercise: evil, comparison }]);
    for (const bad of ["<script", "<img", "\u202e", "\u001b"]) expect(page).not.to.include(bad);
    expect(page).to.include("default-src 'none'").and.to.include("<mark>");
    expect(page).to.include("&lt;script&gt;alert(1)&lt;/script&gt;\u25af");
  });
});
