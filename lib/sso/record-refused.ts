import "server-only";
import type { Kysely } from "kysely";
import { stranger } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { createThrottle } from "@/lib/auth/throttle";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import type { SsoRefusal } from "./refusals";

/** What anybody can bring about without the provider must not fill the record. */
const unproven = createThrottle({ capacity: 10, refillMs: 6_000, maxKeys: 100 });
const UNPROVEN: SsoRefusal[] = ["sso_lost", "sso_state", "sso_down", "sso_cancelled", "sso_setup", "sso_wait"];

type Refused = {
  code: SsoRefusal;
  address: string;
  userId?: string | undefined;
  email?: string | null;
  action?: string;
};

/** Records that nobody came in. A refusal stands, also when it cannot be recorded. */
export async function recordRefusedSso(
  db: Kysely<Schema>,
  { code, address, userId, email, action = "account.sign_in" }: Refused,
  now: Date,
): Promise<void> {
  if (UNPROVEN.includes(code) && unproven.take(code, now.getTime()) > 0) return;
  const target = userId === undefined ? undefined : ({ type: "account", id: userId } as const);
  const personal = { ...(email && { email }), address };
  const event = { actor: stranger, action, target, outcome: "denied", detail: { code, way: "sso" }, personal } as const;
  try {
    await db.transaction().execute((trx) => record(trx, [event], now));
  } catch (error) {
    log.error("A refused sign-in could not be recorded.", { fault: error });
  }
}
