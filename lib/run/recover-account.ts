import { recoverAccount } from "@/lib/auth/password-links";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

// `npm run account:recover -- ada@example.com`: for the admin whom nobody else can give a new-password link.

const email = process.argv[2];
if (!email) {
  console.error("Name the account: npm run account:recover -- ada@example.com");
  process.exit(2);
}
const db = await getDatabase();
const made = await recoverAccount({ db, mode: env.mode }, email, new Date());
await db.destroy();
if (!made.ok) {
  console.error(`No link was made. ${made.message}`);
  process.exit(1);
}
console.log("Choose a new password here, once, within 24 hours. It ends every session of this account:");
console.log(`${env.publicUrl}/new-password?token=${made.token}`);
if (made.disconnected)
  console.log(
    "It was disconnected from single sign-on and its sessions were ended: connect it again under Your account.",
  );
if (made.factorRemoved)
  console.log("Its second factor was removed and its sessions were ended: it signs in by password alone.");
