import "server-only";
import { headers } from "next/headers";
import { z } from "zod";
import { checkProfileId } from "@/lib/adapty/identity";
import type { Target } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";
import { checkOrigin } from "@/lib/auth/origin";
import { type Agent, checkAgent, type SignedIn } from "@/lib/auth/session";
import { otherAccount } from "@/lib/auth/signed-out";
import { CONFIRM_FIRST, isConfirmed } from "@/lib/auth/step-up";
import { log } from "@/lib/log/log";
import { timeNow } from "@/lib/world/world";
import { type LocalOperationName, type OperationName, permissionOf } from "./catalogue";
import { invalidInput } from "./outcome";
import type { Result } from "./result";

type Definition<Input, Data> = {
  operation: OperationName | LocalOperationName;
  input: z.ZodType<Input>;
  /** For what needs the password again when it was entered more than 5 minutes ago: always, for some inputs, or of some people. */
  stepUp?: true | ((input: Input, agent: SignedIn) => boolean);
  run: (agent: SignedIn, input: Input) => Promise<Result<Data>>;
};

const sessionUnread = {
  code: "session_unread",
  message: "Nothing was sent: the console could not look up who you are. Try again in a moment, or tell an admin.",
};

const wrongOrigin = {
  code: "wrong_origin",
  message: "Nothing was sent: the request did not come from this console's own page.",
};

/** An id as it may stand in the record for good, which anything else that is sent may not. */
const plainId = z.string().regex(/^[\w-]{1,64}$/);
const aboutSchema = z.object({
  target: z.object({ app: plainId, profileId: plainId.refine((id) => checkProfileId(id).ok) }).optional(),
  id: plainId.optional(),
});
const openedBySchema = z.object({ target: z.object({ by: z.string() }) });

/** On whom somebody tried what they may not, as far as what they sent tells. */
function targetOf(operation: string, raw: unknown): Target | undefined {
  const { target, id } = aboutSchema.safeParse(raw).data ?? {};
  if (target) return { type: "profile", app: target.app, id: target.profileId };
  return id === undefined || operation.startsWith("approval.")
    ? undefined
    : { type: operation.startsWith("account.") ? "account" : "invitation", id };
}

/**
 * The only way to write a server action. In this order: session, own origin, permission of the operation, that it is who
 * opened the form, the input by the schema that the form used, step-up where it is asked for; then `run`. Expected failures come back as values and changed nothing; only bugs throw.
 */
export function agentAction<Input, Data>({ operation, input, stepUp, run }: Definition<Input, Data>) {
  return async (raw: unknown): Promise<Result<Data>> => {
    const tried = { action: operation, target: targetOf(operation, raw) };
    const checked = await checkAgent(permissionOf(operation)).catch((error: unknown) => {
      log.error("A session could not be read.", { fault: error });
      return { ok: false as const, agent: undefined, error: sessionUnread };
    });
    const deny = async (agent: Agent | undefined, error: { code: string; message: string }, as?: "held") => {
      if (agent) await recordDenied({ ...tried, actor: agent, detail: { code: error.code } }, as);
      return { ok: false as const, error: { outcome: "not_sent" as const, ...error } };
    };
    if (checked.agent && !checkOrigin(await headers())) return deny(checked.agent, wrongOrigin);
    if (!checked.ok) return deny(checked.agent, checked.error);
    const by = openedBySchema.safeParse(raw).data?.target.by;
    if (by !== undefined && by !== checked.agent.id) return deny(checked.agent, otherAccount(checked.agent.email));
    const parsed = input.safeParse(raw);
    if (parsed.success) {
      const needed = typeof stepUp === "function" ? stepUp(parsed.data, checked.agent) : stepUp;
      if (!needed || isConfirmed(checked.agent.confirmedAt, timeNow())) return run(checked.agent, parsed.data);
      // The console's own page asks in no other way than whoever forges it, so each is recorded.
      return deny(checked.agent, CONFIRM_FIRST, "held");
    }
    const fields = parsed.error.issues.map(({ path, message }) => ({
      field: (path[0] === "body" || path[0] === "why" ? path.slice(1) : path).join(".") || null,
      message,
    }));
    return invalidInput(fields);
  };
}
