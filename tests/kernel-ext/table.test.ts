import { bundleOf } from "@cryolab/kernel/internal/display";
import { makeTable } from "@cryolab/kernel/internal/table";
import { core } from "@cryolab/lib";
import { expect } from "chai";

const text = (...args: Parameters<typeof makeTable> | [Parameters<typeof makeTable>[0]]): string[] =>
  makeTable(args[0], args[1] ?? {}).text.split("\n");

describe("table", () => {
  it("puts text left and numbers right, in text and in HTML", () => {
    const made = makeTable(
      [
        { method: "EM", sigma: 0.5, steps: 20 },
        { method: "mean", sigma: 12.25, steps: 1 },
      ],
      { title: "Two ways" },
    );
    expect(made.text.split("\n")).to.deep.equal([
      "Two ways",
      "method  sigma  steps",
      "EM       0.50     20",
      "mean    12.25      1",
    ]);
    expect(made.html).to.contain("<caption>Two ways</caption>");
    expect(made.html).to.contain('<th scope="col" style="text-align: left">method</th>');
    expect(made.html).to.contain('<td style="text-align: right">12.25</td>');
  });
  it("takes a record of columns, a matrix, a line, and rows that are lists", () => {
    expect(text({ x: Float64Array.of(0, 1), name: ["a", "b"] })).to.deep.equal(["x  name", "0  a", "1  b"]);
    const matrix = core.realArray([2, 3], [1, 2, 3, 4, 5, 6]);
    expect(text(matrix)).to.deep.equal(["0  1  2", "1  2  3", "4  5  6"]);
    expect(text(matrix, { columns: ["x", "y", "z"] })[0]).to.equal("x  y  z");
    expect(text(core.realArray([2], [7, 8]))).to.deep.equal(["0", "7", "8"]);
    expect(text({ curve: core.realArray([2], [7, 8]) })).to.deep.equal(["curve", "    7", "    8"]);
    expect(text([[1, "a"], [22]])).to.deep.equal([" 0  1", " 1  a", "22"]);
  });
  it("chooses and orders columns, and joins rows that have different ones", () => {
    const rows = [{ a: 1, b: 2 }, { c: 3 }];
    expect(text(rows)).to.deep.equal(["a  b  c", "1  2", "      3"]);
    expect(text(rows, { columns: ["c", "a"] })[0]).to.equal("c  a");
    expect(() => text(rows, { columns: ["d"] })).to.throw(RangeError, "table: no column d; there are: a, b, c");
  });
  it("gives a column one number of decimals, where that shows all of it", () => {
    const column = (values: readonly unknown[], digits?: number): string[] =>
      text({ x: values }, digits === undefined ? {} : { digits })
        .slice(1)
        .map((line) => line.trim());
    expect(column([1 / 3, 0.0123, 1])).to.deep.equal(["0.333", "0.012", "1.000"]);
    expect(column([1 / 3, 2 / 3], 2)).to.deep.equal(["0.33", "0.67"]);
    expect(column([12345.678, 0.0012])).to.deep.equal(["12350", "0.0012"]);
    expect(column([1.5e-9, 2e12, 0.5])).to.deep.equal(["1.500e-9", "2000000000000", "0.5"]);
    expect(column([0.1, Number.NaN, Number.POSITIVE_INFINITY, -0])).to.deep.equal([
      "0.1000",
      "NaN",
      "Infinity",
      "0.0000",
    ]);
    expect(column([1, -0, 2 ** 40, 7n])).to.deep.equal(["1", "0", "1099511627776", "7"]);
    expect(column([0.5, null, 0.25])).to.deep.equal(["0.5000", "", "0.2500"]);
    expect(column([1, "a", true, { b: 1 }])).to.deep.equal(["1", "a", "true", "{ b: 1 }"]);
  });
  it("shows fifty rows and twenty columns, and says of how many", () => {
    const lines = text({ i: Float64Array.from({ length: 1234 }, (_, i) => i) });
    expect(lines).to.have.length(52);
    expect(lines[51]).to.equal("Shown: the first 50 of 1234 rows.");
    const wide = makeTable(core.zeros([2, 300]), {});
    expect(wide.html.match(/<th /g)).to.have.length(20);
    expect(wide.text).to.contain("Shown: the first 20 of 300 columns.");
    expect(text({ i: new Float64Array(50) })).to.have.length(51);
  });
  it("says that there is nothing", () => {
    expect(text([])).to.deep.equal(["No rows."]);
    expect(text({ a: [] })).to.deep.equal(["a", "No rows."]);
  });
  it("writes HTML in values, names and title as text", () => {
    const { html } = makeTable([{ "<i>": "<script>alert(1)</script>" }], { title: '<b onclick="x">' });
    expect(html).to.not.match(/<script|<i>|<b /);
    expect(html).to.contain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });
  it("refuses what is no table", () => {
    expect(() => text([1, 2] as never)).to.throw(TypeError, "table: rows must be records or lists, row 0 is 1");
    expect(() => text({ a: 1 } as never)).to.throw(TypeError, "table: column a must be a list, got 1");
    expect(() => text({ a: [1], b: [1, 2] })).to.throw(RangeError, "a has 1, b has 2");
    expect(() => text(core.zeros([2, 2, 2]))).to.throw(RangeError, "got shape [2, 2, 2]");
    expect(() => text(core.zeros([2, 2]), { columns: ["a"] })).to.throw(RangeError, "each of 2 columns, got 1");
    expect(() => text([], { digits: 0 })).to.throw(RangeError, "digits must be a whole number from 1 to 15, got 0");
  });
  it("is shown by its own method", () => {
    const shown = Reflect.get(makeTable([{ a: 1 }], {}), Symbol.for("Jupyter.display"))();
    expect(Object.keys(shown)).to.deep.equal(["text/plain", "text/html"]);
  });
  it("takes tables of danfojs: first rows, shape, the index where it says something, and a Series", () => {
    // As danfojs-node 1.1 has them; its getters are plain fields here.
    const frame = (values: unknown[][], columns: string[], index: unknown[] = values.map((_, i) => i)) => ({
      ...{
        $isSeries: false,
        $data: values,
        $columns: columns,
        columns,
        index,
        values,
        shape: [values.length, columns.length],
      },
      dtypes: [],
    });
    const small = frame(
      [
        ["EM", 0.5],
        ["mean", 12.25],
      ],
      ["method", "sigma"],
    );
    expect(text(small)).to.deep.equal([
      "method  sigma",
      "EM       0.50",
      "mean    12.25",
      "Shape: 2 × 2 (rows × columns).",
    ]);
    expect(text(small, { columns: ["sigma"] })[0]).to.equal("sigma");
    expect(text(frame([[1], [2]], ["x"], ["a", "b"]))).to.deep.equal([
      "   x",
      "a  1",
      "b  2",
      "Shape: 2 × 1 (rows × columns).",
    ]);
    const long = makeTable(
      frame(
        Array.from({ length: 80 }, (_, i) => [i]),
        ["x"],
      ),
      {},
    );
    expect(long.html).to.contain("<p>Shape: 80 × 1 (rows × columns). Shown: the first 50 of 80 rows.</p>");
    const series = { $isSeries: true, columns: ["x"], index: [0, 1], values: [3, 4], shape: [2] };
    expect(text(series)).to.deep.equal(["x", "3", "4", "Shape: 2."]);
    expect(bundleOf(small)).to.have.all.keys("text/plain", "text/html");
  });
});
