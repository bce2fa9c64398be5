import "server-only";
import type Database from "libsql";

type Batch = { done: Promise<void>; resolve: () => void; reject: (error: unknown) => void };

const ALL_WRITTEN = Promise.resolve();

function createPromise(): Batch {
  let resolve = () => {};
  let reject: Batch["reject"] = () => {};
  const done = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Who wrote awaits it too; a batch of refusals alone has nobody.
  done.catch(() => {});
  return { done, resolve, reject };
}

/**
 * One transaction for all that is written before the event loop comes round: one sync to the disk instead of one for each
 * write. `lost` is called when a batch is undone.
 */
export function createBatch(db: Database.Database, lost: () => void) {
  let current: Batch | undefined;

  function undo(error: unknown) {
    const batch = current;
    current = undefined;
    if (db.inTransaction) db.exec("ROLLBACK");
    lost();
    batch?.reject(error);
  }

  function commit() {
    const batch = current;
    if (!batch) return;
    try {
      db.exec("COMMIT");
    } catch (error) {
      return undo(error);
    }
    current = undefined;
    batch.resolve();
  }

  return {
    /** Opens the transaction unless it is open; it commits by itself. */
    open() {
      if (current) return;
      db.exec("BEGIN IMMEDIATE");
      current = createPromise();
      setImmediate(commit);
    },
    commit,
    /** Undoes all of the open transaction: everyone who waits for it gets `error`. */
    undo,
    /** Resolves once all that was written so far is on disk, rejects when it was undone. */
    settled: (): Promise<void> => current?.done ?? ALL_WRITTEN,
  };
}
