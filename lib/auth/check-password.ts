import "server-only";
import { oneInProcess } from "@/lib/world/one-in-process";
import type { Auth } from "./auth";
import { findPassword } from "./held-password";
import { createThrottle, type Throttle } from "./throttle";

/** Apart from sign-in's: whoever sits at an open session must not lock its owner out of another browser. */
const getThrottle = (): Throttle =>
  oneInProcess("consolePasswordThrottle", () => createThrottle({ capacity: 5, refillMs: 60_000, maxKeys: 10_000 }));

/** Is this the password of an account that is signed in? none: it has no password. `now` in ms. */
export async function checkPassword(
  auth: Auth,
  { userId, password, now }: { userId: string; password: string; now: number },
  throttle: Throttle = getThrottle(),
): Promise<"right" | "wrong" | "wait" | "none"> {
  const { password: passwords } = await auth.$context;
  const held = await findPassword(auth.options.database.db, { id: userId });
  if (!held) return "none";
  if (throttle.take(userId, now) > 0) return "wait";
  if (!(await passwords.verify({ hash: held.hash, password }))) return "wrong";
  throttle.giveBack(userId);
  return "right";
}
