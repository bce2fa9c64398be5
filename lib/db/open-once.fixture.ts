import { openDatabase } from "./open";

// A process of its own that opens the database it is told and ends: opens.test.ts starts several at once.
const db = await openDatabase(process.argv[2] as string);
await db.destroy();
