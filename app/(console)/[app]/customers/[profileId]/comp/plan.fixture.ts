import { comp, inDays, level, NOW, subscription, view } from "@/lib/access/profile.fixture";
import { parseInstant } from "@/lib/adapty/instant";
import type { SubscriptionTransaction } from "@/lib/adapty/transaction";
import { defaultSettings } from "@/lib/settings/settings";
import type { GrantChoices } from "./plan-grant";
import type { Plan, Planned } from "./planned";

export const DAY = 86_400_000;
export const settings = defaultSettings("practice", ["acme-ios"]);
export const operationId = "5b0f4f0e-1c57-4b9e-9d53-0f2f8f3a7c11";

export const compPeriod = (id: string, from: number, to: number, original = id) =>
  subscription({
    ...comp,
    store_transaction_id: id,
    store_original_transaction_id: original,
    purchased_at: inDays(from),
    originally_purchased_at: inDays(from),
    expires_at: inDays(to),
  });
export const levelOf = ({ environment, ...period }: ReturnType<typeof subscription>) => level(period);

export type Held = { access_levels: ReturnType<typeof level>[]; subscriptions: ReturnType<typeof subscription>[] };
export const nothing: Held = { access_levels: [], subscriptions: [] };

export const usual: GrantChoices = {
  levelId: "premium",
  way: "comp",
  length: { days: 7 },
  until: Number.NaN,
  rule: "add",
  afterPaid: false,
};
export const deciding = (sections: Held, now = NOW) => ({ view: view(sections), settings, now, operationId });
export const must = (planned: Planned): Plan => {
  if (!planned.ok) throw new Error(planned.why);
  return planned.plan;
};
export const isTransaction = (plan: Plan): plan is Plan & { body: SubscriptionTransaction } =>
  plan.operation.startsWith("comp.");
export const sentEnd = (plan: Plan) => {
  const { body } = plan;
  const text = "revoke_at" in body ? body.revoke_at : "expires_at" in body ? body.expires_at : null;
  return text === null || text === undefined ? text : parseInstant(text);
};
export const forever = (end: number | null | undefined | "cannot_tell") =>
  typeof end === "number" ? end : Number.POSITIVE_INFINITY;
