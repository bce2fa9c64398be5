import "server-only";
import type { Kysely } from "kysely";
import { getDatabase } from "@/lib/db/database";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";
import { type Auth, getAuth } from "./auth";
import { busy, readForm, seeOther } from "./form";
import { signInPath } from "./next-path";
import { checkOrigin } from "./origin";

type Sent = { fields: Record<string, string>; headers: Headers; now: Date };
type Done = { ok: true; to: string; from?: Response } | { ok: false; error: string };

/** Told by the page of such a form: nobody knows whether the database kept it just before it was lost. */
export const LINK_AWAY =
  "The console could not use its database just now. Try again in a moment: while this link works, nothing was done with it.";

/**
 * A form that a one-time link opens, posted from `page`. What it is refused for, that page tells: `gone`, the link is dead;
 * `away`, the database did not answer, and the link still works unless it was used at that moment.
 */
export const linkFormRoute =
  (page: string, run: (place: { auth: Auth; db: Kysely<Schema> }, sent: Sent) => Promise<Done>) =>
  async (request: Request): Promise<Response> => {
    const { headers } = request;
    const fields = checkOrigin(headers) ? await readForm(request) : null;
    if (!fields) return seeOther(page);
    const again = (error: string) => `${page}?${new URLSearchParams({ token: fields.token ?? "", error })}`;
    try {
      const [auth, db] = await Promise.all([getAuth(), getDatabase()]);
      const done = await run({ auth, db }, { fields, headers, now: new Date() });
      if (done.ok) return seeOther(done.to, done.from);
      return seeOther(done.error === "gone" ? page : again(done.error));
    } catch (fault) {
      log.error("What a one-time link opens could not be done.", { route: page, fault });
      return busy(again("away"));
    }
  };

/** Where the company's own sign-in alone counts, nobody gets a password. */
export const unlessSsoOnly =
  (post: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> =>
    env.sso?.only ? seeOther(signInPath(null, "sso_only")) : post(request);
