import "server-only";
import { seal } from "@/lib/auth/factor/seal";
import { env } from "@/lib/env";
import type { UndoPlan } from "./undo-plan";

/** What undoing the operation `undoes` sends, for its form to bring back unchanged and unread: it may hold what is masked there. */
export const sealUndo = ({ name, body }: Extract<UndoPlan, { ok: true }>, undoes: string): string =>
  seal(JSON.stringify({ name, body }), { secret: env.sessionSecret, purpose: "undo", about: undoes });
