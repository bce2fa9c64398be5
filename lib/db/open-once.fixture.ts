import { once } from "node:events";
import { openDatabase } from "./open";

// A process of its own: says that it is ready, waits for the word to go, opens the database it was told, and ends.
process.stdout.write("ready");
await once(process.stdin, "data");
const db = await openDatabase(process.argv[2] as string);
await db.destroy();
process.exit();
