import { getAuth } from "@/lib/auth/auth";
import { showOwnCode } from "@/lib/auth/factor/show-own-code";
import { readForm, seeOther } from "@/lib/auth/form";
import { readNextPath, signInPath } from "@/lib/auth/next-path";
import { checkOrigin } from "@/lib/auth/origin";
import { readSession } from "@/lib/auth/read-session";
import { isSetUpToken } from "@/lib/auth/set-up-token";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { isPurpose, writeCookie } from "@/lib/sso/attempt";
import { getProvider } from "@/lib/sso/get-provider";
import { refusedPath } from "@/lib/sso/refused-path";
import { startSso } from "@/lib/sso/start";

/** Sends the browser to the provider. `purpose` link is begun by an action, which asks for step-up first. */
export async function POST(request: Request): Promise<Response> {
  if (!env.sso) return new Response(null, { status: 404 });
  const { headers } = request;
  if (!checkOrigin(headers)) return seeOther(signInPath(null, "origin"));
  const form = await readForm(request);
  const purpose = form?.purpose ?? "sign_in";
  if (!form || !isPurpose(purpose) || purpose === "link") return seeOther(signInPath(form?.next, "sso_failed"));
  const [db, now] = [await getDatabase(), new Date()];
  const next = readNextPath(form.next);
  const refuse = (code: Parameters<typeof refusedPath>[1]) => seeOther(refusedPath({ purpose, next }, code));
  if (purpose === "set_up" && !(env.mode === "live" && (await isSetUpToken(db, form.token ?? "", now))))
    return refuse("sso_link");
  const agent = purpose === "confirm" ? await readSession(await getAuth(), headers, { now, mode: env.mode }) : null;
  if (purpose === "confirm" && !agent) return refuse("sso_signed_out");
  // A code works once: not for a provider that is known to be down.
  const found = agent && (await getProvider());
  if (found && !found.ok) return refuse(found.code);
  // Before the browser is sent there, so that an attempt stands for both: what comes back confirms alone.
  const unshown = agent && (await showOwnCode(await getAuth(), { agent, typed: form.code, now }));
  if (unshown) return refuse(unshown);
  const carried = purpose === "set_up" ? form.token : undefined;
  const asked = { purpose, next, sessionId: agent?.sessionId ?? null, carried, headers, now };
  const started = await startSso({ db, publicUrl: env.publicUrl, getProvider }, asked);
  if (!started.ok) return refuse(started.code);
  const away = new Response(null, { status: 303, headers: { location: started.url, "cache-control": "no-store" } });
  away.headers.append("set-cookie", writeCookie(started.cookie));
  return away;
}
