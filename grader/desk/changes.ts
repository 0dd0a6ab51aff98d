/** @file Whether anything in a store has changed, by this program or by another: asked once a second while a page watches. */

import type { Database } from "../store/database.ts";

/** Tells of changes. */
export interface Changes {
  watch(listener: () => void): () => void;
  close(): void;
}

/** Watches a store. */
export function watchChanges(db: Database, everyMs = 1000): Changes {
  const listeners = new Set<() => void>();
  // data_version counts what other connections wrote, total_changes what this one did
  const state = (): string =>
    JSON.stringify([
      db.prepare("pragma data_version").get(),
      db.prepare("select total_changes() own, (select max(id) from event) event").get(),
    ]);
  let last = "";
  const look = (): void => {
    try {
      const now = state();
      if (now !== last && last !== "") for (const listener of listeners) listener();
      last = now;
    } catch {} // busy: the next look will see it
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    watch(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        look();
        timer = setInterval(look, everyMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
    close() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
