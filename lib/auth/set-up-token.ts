import "server-only";
import type { Kysely } from "kysely";
import { z } from "zod";
import { putSetting } from "@/lib/db/put-setting";
import type { Schema } from "@/lib/db/schema";
import { hashToken, mintToken } from "./one-time-token";
import { isPracticeId } from "./practice-agents";

const KEY = "set_up_token";
const LIFE_MS = 24 * 3600_000;
const storedSchema = z.object({ hash: z.string(), expiresAt: z.string() });

/** Has nobody been set up yet? Practice accounts are nobody. */
export async function isUnclaimed(db: Kysely<Schema>): Promise<boolean> {
  const ids = await db.selectFrom("user").select("id").execute();
  return ids.every(({ id }) => isPracticeId(id));
}

/** A new token of 256 bits in place of any older one; only its hash is stored, and it lives for 24 hours. */
export async function mintSetUpToken(db: Kysely<Schema>, now: Date): Promise<string> {
  const { token, hash } = mintToken();
  await putSetting(db, KEY, { hash, expiresAt: new Date(now.getTime() + LIFE_MS).toISOString() }, now);
  return token;
}

async function findToken(db: Kysely<Schema>, token: string, now: Date) {
  const row = await db.selectFrom("setting").selectAll().where("key", "=", KEY).executeTakeFirst();
  if (!row) return null;
  const stored = storedSchema.parse(JSON.parse(row.value));
  return stored.hash === hashToken(token) && stored.expiresAt > now.toISOString() ? row : null;
}

/** Whether this token would set up the first account now: it is the newest, not too old, and nobody has used it. */
export async function isSetUpToken(db: Kysely<Schema>, token: string, now: Date): Promise<boolean> {
  return (await isUnclaimed(db)) && (await findToken(db, token, now)) !== null;
}

/** Uses up the token for `run`: of two at once one gets it, and it can be used again only when `run` throws. */
export async function spendSetUpToken<Made>(
  db: Kysely<Schema>,
  { token, now, run }: { token: string; now: Date; run: () => Promise<Made> },
): Promise<{ ok: true; made: Made } | { ok: false }> {
  const row = (await isUnclaimed(db)) ? await findToken(db, token, now) : null;
  if (!row) return { ok: false };
  const taken = await db
    .deleteFrom("setting")
    .where("key", "=", KEY)
    .where("value", "=", row.value)
    .executeTakeFirstOrThrow();
  if (taken.numDeletedRows !== 1n) return { ok: false };
  try {
    return { ok: true, made: await run() };
  } catch (error) {
    await db.insertInto("setting").values(row).execute();
    throw error;
  }
}
