import "server-only";
import type { Kysely } from "kysely";
import { theConsole } from "@/lib/audit/event";
import type { Schema } from "@/lib/db/schema";
import { clearOut } from "./clear-out";
import { eraseCustomer } from "./erase-customer";
import { type Erased, readErased } from "./erased-list";
import { readKept } from "./kept";

/** Whether anything of a person is kept from before they were erased. */
async function isBack(db: Kysely<Schema>, { app, profile_id: profileId, erased_at: until }: Erased): Promise<boolean> {
  const { operations, events, requests, seen_lately } = await readKept(db, { app, profileId }, new Date());
  return (
    operations.some(({ createdAt, erasedAt }) => !erasedAt && createdAt <= until) ||
    events.some(({ at, personal }) => at <= until && Object.keys(personal).length > 0) ||
    requests.some(({ requested_at, erased_at }) => !erased_at && requested_at <= until) ||
    seen_lately.some(({ viewed_at }) => viewed_at <= until)
  );
}

const sayBroken = (line: number) =>
  `Line ${line} of the list of erased customers cannot be read, so whom it names was not erased again; the others were looked at. If it breaks off, the disk was full and nobody was erased then: remove the line. Or else put it right from a copy of the list. Then run this again.`;

/**
 * Erases once more who is on the list and back in the database, such as after a backup was restored; what was kept of them
 * after they were erased stays. `waiting`: sentences on those who cannot be erased yet, and on
 * lines of the list that cannot be read.
 */
export async function eraseAgain(
  db: Kysely<Schema>,
  listFile: string,
): Promise<{ listed: number; erased: number; waiting: string[] }> {
  const list = readErased(listFile);
  const newest = new Map(list.erased.map((line) => [JSON.stringify([line.app, line.profile_id]), line]));
  let erased = 0;
  const waiting = list.broken.map(sayBroken);
  for (const line of newest.values()) {
    if (!(await isBack(db, line))) continue;
    const { app, profile_id: profileId, erased_at: until } = line;
    const asked = { app, profileId, until, actor: theConsole, reason: "RESTORED", now: new Date() };
    const answer = await eraseCustomer(db, asked, listFile);
    if (answer.ok) erased += 1;
    else waiting.push(`${app} ${profileId}: ${answer.error.message}`);
  }
  await clearOut(db);
  return { listed: newest.size, erased, waiting };
}
