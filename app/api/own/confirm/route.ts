import { agentRoute, answer } from "@/lib/auth/agent-route";
import { getAuth } from "@/lib/auth/auth";
import { checkPassword } from "@/lib/auth/check-password";
import { showOwnCode } from "@/lib/auth/factor/show-own-code";
import { whyCodeRefused } from "@/lib/auth/factor/why-not-code";
import { isOneClick } from "@/lib/auth/practice-agents";
import { recordNotThem } from "@/lib/auth/record-not-them";
import { renewSession } from "@/lib/auth/renew-session";
import { SIGNED_OUT } from "@/lib/auth/signed-out";
import { confirmSchema } from "@/lib/auth/team-input";
import { getDatabase } from "@/lib/db/database";
import { passwordDoor } from "@/lib/sso/ways-in";

const refuse = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

const whyNotYou = {
  wrong: "This is not your password. Check it and try again.",
  wait: "Too many wrong passwords. Wait a minute, then try again.",
  none: "This account has no password. Sign out and in again, then do this within 5 minutes.",
};

/**
 * Step-up: for 5 minutes from now this session may do what asks for the password again, and for a code where there is a
 * second factor. One press for the practice accounts.
 */
export const POST = agentRoute("own.secure", async ({ agent, request }) => {
  const parsed = confirmSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return refuse(400, "invalid_input", "Enter your password.");
  const { id: userId, sessionId } = agent;
  const now = new Date();
  const auth = await getAuth();
  const given = { userId, password: parsed.data.password ?? "", now: now.getTime() };
  const judge = async () => {
    if (isOneClick(userId)) return "right";
    const door = await passwordDoor(await getDatabase(), agent.email, now);
    return door === "open" ? checkPassword(auth, given) : "none";
  };
  const judged = await judge();
  if (judged !== "right") {
    await recordNotThem(agent, "own.confirm", judged, now.getTime());
    return refuse(400, judged, whyNotYou[judged]);
  }
  const unshown = await showOwnCode(auth, { agent, typed: parsed.data.code, now });
  if (unshown) return refuse(400, unshown, whyCodeRefused(unshown) ?? "");
  const renewed = await renewSession(auth, { sessionId, headers: request.headers, now });
  if (!renewed) return refuse(401, "signed_out", SIGNED_OUT);
  const confirmed = answer(200, { ok: true });
  if (renewed.cookie) confirmed.headers.append("set-cookie", renewed.cookie);
  return confirmed;
});
