/** @file How a report looks, on a light and on a dark screen and on paper, and the script that draws its figures. */

/** The page's style sheet. */
export const style: string = `
:root{color-scheme:light dark;--ground:#fff;--ink:#1c2126;--soft:#5c6670;--line:#dfe3e7;--band:#f5f7f8;--accent:#0b6699;--flag:#a63a00}
@media(prefers-color-scheme:dark){:root{--ground:#111;--ink:#e4e7ea;--soft:#9aa4ae;--line:#2b3137;--band:#191d21;--accent:#5fb4e6;--flag:#f0915a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;font-weight:600;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:3rem 0 .5rem;font-weight:600;border-top:1px solid var(--line);padding-top:1.25rem}
p{margin:.5rem 0;max-width:46rem}
.soft,figcaption,caption{color:var(--soft)}
.note{border-left:3px solid var(--flag);padding:.25rem .75rem}
dl.numbers{display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;margin:1.5rem 0}
dl.numbers div{min-width:5rem}
dl.numbers dt{color:var(--soft);font-size:.85rem}
dl.numbers dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
figure{margin:1.25rem 0;break-inside:avoid}
figure img{display:block;max-width:100%;height:auto}
figcaption{margin-top:.5rem}
figure .live{display:none}
figure.drawn img{display:none}
figure.drawn .live{display:block}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:38rem;font-size:.9rem;margin:1rem 0}
caption{text-align:left;padding-bottom:.4rem}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word;max-width:28rem}
th{font-weight:600;color:var(--soft);white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
tbody th{color:inherit;font-weight:400}
tr.low td.number:first-of-type{color:var(--flag)}
td.bar{white-space:nowrap}
meter{width:6rem;height:.7rem;vertical-align:middle;margin-right:.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:1rem 0}
a{color:var(--accent)}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.92em}
dl.words dt{font-weight:600;margin-top:.75rem}
dl.words dd{margin:0 0 .25rem;max-width:46rem}
@media print{
:root{--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#fff;--accent:#000;--flag:#000}
main{max-width:none;padding:0}
body{font-size:10pt}
nav{display:none}
figure.drawn img{display:block}
figure.drawn .live{display:none}
.scroll{overflow:visible}
table{min-width:0;font-size:8.5pt}
th{white-space:normal}
meter{width:3.5rem}
thead{display:table-header-group}
tr{break-inside:avoid}
h2{break-after:avoid}
}
`;

/** Draws each figure by plotly over its picture, which stays for paper and for who runs no scripts. */
export const script: string = `
const figures = JSON.parse(document.getElementById("figures").textContent);
const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--soft").trim();
for (const [id, { data, layout }] of Object.entries(figures)) {
  const figure = document.getElementById(id);
  const live = figure.querySelector(".live");
  const config = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d"], displayModeBar: false };
  figure.classList.add("drawn");
  Plotly.newPlot(live, data, { ...layout, autosize: true, font: { ...layout.font, color: ink() } }, config)
    .catch(() => figure.classList.remove("drawn"));
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const live of document.querySelectorAll("figure.drawn .live")) Plotly.relayout(live, { "font.color": ink() });
});
`;
