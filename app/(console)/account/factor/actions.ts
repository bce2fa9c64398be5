"use server";

import { getAuth } from "@/lib/auth/auth";
import { WHY_KEPT } from "@/lib/auth/factor/requirement";
import { type Offer, offerFactor, renewRecoveryCodes, turnOffFactor, turnOnFactor } from "@/lib/auth/factor/turn-on";
import { factorOffSchema, factorOnSchema, turnOnFactorSchema } from "@/lib/auth/team-input";
import { agentAction } from "@/lib/operations/agent-action";
import type { Result } from "@/lib/operations/result";

const whyNot = {
  on: "Your second factor is on already. Load the page anew to see it.",
  off: "Your second factor is off already. Load the page anew to see it.",
  none: "This account has no password, so there is nothing to ask a second factor after.",
  late: "This QR code is too old, so nothing was turned on. Start again: you get a new one.",
  wrong:
    "This code is not of this QR code, so nothing was turned on. Type the one that your app shows now, and check that the clock of your phone is right.",
  required: WHY_KEPT,
};

const notDone = (code: keyof typeof whyNot): Result<never> => {
  const message = whyNot[code];
  const fields = code === "wrong" ? [{ field: "code", message }] : [];
  return { ok: false, error: { outcome: "not_sent", code, message, fields } };
};

/** Stores nothing: what is answered is turned on by a code of it. */
export const offerOwnFactor = agentAction({
  operation: "own.offer_factor",
  stepUp: true,
  input: factorOffSchema,
  run: async (agent): Promise<Result<Offer>> => {
    const made = await offerFactor(await getAuth(), { agent, now: new Date() });
    return typeof made === "string" ? notDone(made) : { ok: true, data: made };
  },
});

/** Answers the recovery codes, which are shown this once. The offer was made for this session after step-up. */
export const turnOnOwnFactor = agentAction({
  operation: "own.turn_on_factor",
  input: turnOnFactorSchema,
  run: async (agent, proved): Promise<Result<{ codes: string[] }>> => {
    const done = await turnOnFactor(await getAuth(), { agent, ...proved, now: new Date() });
    return typeof done === "string" ? notDone(done) : { ok: true, data: done };
  },
});

/** Answers them, and those that were left work no more. */
export const makeOwnRecoveryCodes = agentAction({
  operation: "own.new_recovery_codes",
  stepUp: true,
  input: factorOnSchema,
  run: async (agent): Promise<Result<{ codes: string[] }>> => {
    const made = await renewRecoveryCodes(await getAuth(), { agent, now: new Date() });
    return typeof made === "string" ? notDone(made) : { ok: true, data: made };
  },
});

export const turnOffOwnFactor = agentAction({
  operation: "own.turn_off_factor",
  stepUp: true,
  input: factorOnSchema,
  run: async (agent): Promise<Result<null>> => {
    const done = await turnOffFactor(await getAuth(), { agent, now: new Date() });
    return done === "done" ? { ok: true, data: null } : notDone(done);
  },
});
