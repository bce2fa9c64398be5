import { archiveOld } from "@/lib/audit/archive-old";
import { forgetOld, sayForgotten } from "@/lib/customers/forget-old";
import { openDatabase } from "@/lib/db/open";
import { env } from "@/lib/env";

// `npm run audit:archive`: moves events that are older than RETENTION_MONTHS from the database into signed files, and erases what
// operations and requests of that age hold of customers.

const { retentionMonths: months, archiveFolder } = env.audit;
try {
  const db = await openDatabase(env.databaseUrl);
  try {
    const archived = await archiveOld(db, env.audit, { months, now: new Date() });
    for (const { first, last, path } of archived) console.log(`Archived events ${first} to ${last} into ${path}`);
    if (archived.length === 0) {
      const why = months === 0 ? "RETENTION_MONTHS is 0" : `no event is older than ${months} months`;
      console.log(`Nothing was archived: ${why}. Archives are kept in ${archiveFolder}.`);
    }
    const said = sayForgotten(await forgetOld(db, { months, now: new Date() }));
    if (said) console.log(said);
  } finally {
    await db.destroy();
  }
} catch (error) {
  console.error(`The record was not archived, and all of it is kept: ${(error as Error).message}.`);
  process.exitCode = 1;
}
