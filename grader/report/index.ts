/** @file A report of one problem set: the page and its tables. */

import { writeCsv } from "../course/csv.ts";
import { analyse } from "./analysis.ts";
import { type ReportTables, reportTables } from "./data.ts";
import { reportPage } from "./page.ts";
import { type RiskRule, usualRisk } from "./risk.ts";
import type { ClassRows } from "./rows.ts";

/** What a report is. */
export interface Report {
  /** one page that needs no network */
  readonly html: string;
  /** by file name: each table as CSV */
  readonly csv: ReadonlyMap<string, string>;
}

/** Writes a report of rows. */
export function report(rows: ClassRows, rule: RiskRule = usualRisk, now: number = Date.now()): Report {
  const analysis = analyse(rows, rule, now);
  const tables: ReportTables = reportTables(analysis);
  const csv = new Map(
    Object.values(tables).map(({ name, columns, rows: lines }) => [`${name}.csv`, writeCsv([columns, ...lines])]),
  );
  return { html: reportPage(analysis, tables, now), csv };
}
