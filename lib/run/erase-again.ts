import { eraseAgain } from "@/lib/customers/erase-again";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

// `npm run customers:erase-again`: after a backup was restored, erases once more whom it brought back.

try {
  const db = await getDatabase();
  const { listed, erased, waiting } = await eraseAgain(db, env.erasedListFile);
  await db.destroy();
  console.log(`${listed} customers were erased at some time. ${erased} of them were back, and are erased again.`);
  for (const sentence of waiting) console.error(sentence);
  process.exitCode = waiting.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`Not all could be erased again: ${(error as Error).message}.`);
  process.exitCode = 1;
}
