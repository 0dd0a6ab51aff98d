/** @file A process that writes: `writer.js FILE NAME COUNT` adds events and raises a counter, each pair in one transaction. */

import { keepSetting, setting } from "@cryolab/grader/internal/course/class";
import { happened } from "@cryolab/grader/internal/store/events";
import { openStore } from "@cryolab/grader/internal/store/open";

const [path, name, count] = process.argv.slice(2);
const db = openStore(path);
for (let i = 0; i < Number(count); i++)
  db.transaction(() => {
    keepSetting(db, "count", String(Number(setting(db, "count") ?? "0") + 1));
    happened(db, { what: "written", detail: { name, i } });
  });
db.close();
