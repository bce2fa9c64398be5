import { randomInt, randomUUID } from "node:crypto";
import type { Profile } from "../../lib/adapty/profile";
import type { Transaction } from "../../lib/adapty/transaction";
import type { CustomerPage } from "../../lib/customers/customer-page";
import type { SeedProfile } from "../../lib/emulator/seed";
import { listActions } from "../fixtures/build";
import { type Customer, daysFromNow, paidMonth, seedCustomer } from "../fixtures/emulator";
import { inputOf, type WriteAction } from "../fixtures/write-inputs";
import type { Console } from "./console";

const LEVEL = "sports";
const PRICE = 9.99;

const runningComp = () => {
  const price = { country: "US", currency: "USD", value: 0 };
  const free = { store: "support", store_product_id: "comp_premium", renew_status: false, price };
  return paidMonth(`comp_${randomUUID().replaceAll("-", "")}`, -3, free);
};

type Kind = {
  seed?: () => Partial<SeedProfile>;
  /** What it asks for, where the form's own body would not tell by itself whether it arrived. */
  body?: (operationId: string, customer: Partial<SeedProfile>) => unknown;
  /** Whether Adapty shows it: exactly what was asked for, once. */
  shows: (profile: Profile, body: never) => boolean;
};

const sameInstant = (one: string | null | undefined, other: string | null | undefined) =>
  Boolean(one && other) && Date.parse(one ?? "") === Date.parse(other ?? "");
const levels = (profile: Profile) => (profile.access_levels ?? []).filter((held) => held.access_level_id === LEVEL);
const bought = (profile: Profile, { store_transaction_id: id }: Transaction) =>
  (profile.subscriptions ?? []).filter((held) => held.store_transaction_id === id);

const kinds: Record<WriteAction, Kind> = {
  grantComp: { shows: (profile, body) => bought(profile, body).length === 1 },
  setTransaction: {
    body: () => paidMonth(`31${randomInt(2 ** 47)}`, -5),
    shows: (profile, body) => bought(profile, body).length === 1 && profile.total_revenue_usd === PRICE,
  },
  endComp: {
    seed: () => ({ transactions: [runningComp()] }),
    body: (_, { transactions }) => ({
      ...transactions?.[0],
      expires_at: daysFromNow(1),
      cancellation_reason: "cancelled_by_developer",
    }),
    shows: (profile, body: Transaction) =>
      bought(profile, body).some(({ expires_at }) =>
        sameInstant(expires_at, (body as { expires_at: string }).expires_at),
      ),
  },
  grantAccess: {
    shows: (profile, { expires_at }: { expires_at: string }) =>
      levels(profile).some((held) => sameInstant(held.expires_at, expires_at)),
  },
  revokeAccess: {
    seed: () => ({ grants: [{ access_level_id: LEVEL, expires_at: daysFromNow(20) }] }),
    shows: (profile) => levels(profile).every((held) => Date.parse(held.expires_at ?? "") <= Date.now()),
  },
  updateProfile: {
    body: (operationId) => ({ custom_attributes: [{ key: "operation", value: operationId }] }),
    shows: (profile, { custom_attributes: [asked] }: { custom_attributes: [{ value: string }] }) =>
      (profile.custom_attributes ?? []).some(({ key, value }) => key === "operation" && value === asked.value),
  },
};

export const actions = Object.keys(kinds) as WriteAction[];
const ids = new Map(listActions().map(({ id, name }) => [name, id]));

/** What the agent was told: nothing when the console died over it. */
export type Said = { done: boolean; outcome?: string; message: string } | null;

function readAnswer(text: string): Said {
  const quoted = (name: string) => new RegExp(`"${name}":"((?:[^"\\\\]|\\\\.)*)"`).exec(text)?.[1];
  const done = /"ok":true/.test(text);
  return done ? { done, message: "" } : { done, outcome: quoted("outcome"), message: quoted("message") ?? text };
}

export type Write = {
  action: WriteAction;
  operationId: string;
  customer: Customer;
  /** Posts the form, also more than once: to this console, or to another. */
  send: (console: Console) => Promise<Said>;
  said: Promise<Said>[];
  isShown: (profile: Profile) => boolean;
};

/** A form of that kind on a customer of its own, opened in `opened` and ready to be sent. */
export async function fillIn(action: WriteAction, opened: Console, cookie: string): Promise<Write> {
  const { seed = () => ({}), body, shows } = kinds[action];
  const seeded = seed();
  const customer = await seedCustomer(seeded);
  const seen = await fetch(`${opened.url}/api/apps/${customer.app}/customers/${customer.profileId}`, {
    headers: { cookie, origin: opened.url },
  });
  const form = inputOf(action, (await seen.json()) as CustomerPage);
  const { operationId } = form.target;
  const input = body ? { ...form, body: body(operationId, seeded) } : form;
  const said: Promise<Said>[] = [];
  const send = (console: Console) => {
    const headers = { cookie, origin: console.url, "next-action": ids.get(action) ?? "" };
    const answered = fetch(console.url + customer.path, {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([input]),
    })
      .then((response) => response.text())
      .then(readAnswer, () => null);
    said.push(answered);
    return answered;
  };
  return { action, operationId, customer, send, said, isShown: (profile) => shows(profile, input.body as never) };
}
