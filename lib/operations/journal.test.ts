import { describe, expect, test } from "vitest";
import { noLimits } from "@/lib/settings/limits";
import { agentOf, findOperation, journal, openWorld } from "./world.fixture";

const claiming = await import("./claim");
const { countSendings } = claiming;
const { abandonOperation, prepareOperation, settleOperation } = journal;
const { listUnsettled } = await import("./list-unsettled");
const snapshot = {
  timestamp: 7,
  revenueUsd: 0,
  accessLevels: [],
  attributes: null,
  subscription: null,
  nonSubscription: null,
};
const now = new Date("2027-03-02T12:00:00.000Z");
const later = new Date("2027-03-02T12:00:01.000Z");

type Row = Parameters<typeof claiming.claimForSending>[0];

const held = { ...agentOf("agent"), limits: noLimits };

async function claimForSending(row: Row, at: Date) {
  const claim = await claiming.claimForSending(row, {
    sendings: await countSendings(row.app, row.profileId),
    held,
    now: at,
  });
  if (typeof claim === "object" && "over" in claim) throw new Error(claim.over);
  return claim;
}

const newOperation = (changes: object = {}) => ({
  id: crypto.randomUUID(),
  app: "acme-ios",
  profileId: "a0000000-0000-4000-8000-000000000001",
  customerUserId: null,
  name: "access.grant" as const,
  agent: agentOf("agent"),
  reason: "OTHER",
  ticket: "",
  note: "Zoë said “thanks” 🎉\u202e",
  request: { access_level_id: "premium", expires_at: null },
  before: snapshot,
  days: 31,
  countedFor: "test-agent",
  ...changes,
});

async function prepared(changes: object = {}) {
  const operation = newOperation(changes);
  expect(await prepareOperation(operation, now)).toBe(true);
  return (await findOperation(operation.id)) as NonNullable<Awaited<ReturnType<typeof findOperation>>>;
}

async function claimed(changes: object = {}) {
  const row = await claimForSending(await prepared(changes), now);
  if (typeof row === "string") throw new Error(row);
  return row;
}

describe("the journal", () => {
  test("gives back what was recorded, with empty texts as none", async () => {
    await openWorld();
    const row = await prepared();
    expect(row).toMatchObject({
      state: "prepared",
      agent: { id: "test-agent", email: "agent@example.com", role: "agent" },
      reason: "OTHER",
      ticket: null,
      note: "Zoë said “thanks” 🎉\u202e",
      request: { access_level_id: "premium", expires_at: null },
      outcome: null,
      before: snapshot,
      after: null,
      attempts: 0,
      createdAt: "2027-03-02T12:00:00.000Z",
      sentAt: null,
    });
  });

  test("takes one operation id once, however many come at once", async () => {
    await openWorld();
    const operation = newOperation();
    const taken = await Promise.all(Array.from({ length: 10 }, () => prepareOperation(operation, now)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test("lets one of ten claim a row", async () => {
    await openWorld();
    const row = await prepared();
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimForSending(row, now)));
    expect(claims.filter((claim) => typeof claim !== "string")).toHaveLength(1);
    expect(claims.filter((claim) => claim === "lost")).toHaveLength(9);
    expect(await findOperation(row.id)).toMatchObject({ state: "sent", attempts: 1, sentAt: now.toISOString() });
  });

  test("lets one of ten writes to a customer be in flight, and the next when that is settled", async () => {
    await openWorld();
    const rows = await Promise.all(Array.from({ length: 10 }, () => prepared()));
    const claims = await Promise.all(rows.map((row) => claimForSending(row, now)));
    const won = claims.findIndex((claim) => typeof claim !== "string");
    expect(claims.filter((claim) => claim === "busy")).toHaveLength(9);
    expect(await claimForSending(await prepared({ app: "acme-android" }), now)).toMatchObject({ state: "sent" });

    await settleOperation(claims[won] as Exclude<(typeof claims)[number], string>, { state: "applied" }, later);
    const next = rows[won === 0 ? 1 : 0] as (typeof rows)[number];
    expect(await claimForSending(next, later)).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("lets nobody send who looked at the customer before somebody else wrote", async () => {
    await openWorld();
    const row = await prepared();
    const sendings = await countSendings(row.app, row.profileId);
    await settleOperation(await claimed(), { state: "applied" }, later);
    expect(await claiming.claimForSending(row, { sendings, held, now: later })).toBe("busy");
    expect(await findOperation(row.id)).toEqual(row);
    expect(await claimForSending(row, later)).toMatchObject({ state: "sent" });
  });

  test("never changes what is applied or rejected", async () => {
    await openWorld();
    for (const state of ["applied", "rejected"] as const) {
      const row = await claimed();
      await settleOperation(row, { state }, later);
      for (const other of ["unknown", "rejected", "not_applied", "applied"] as const) {
        await settleOperation(row, { state: other, outcome: { code: "x", message: "x" } }, later);
      }
      expect(await findOperation(row.id)).toMatchObject({ state, outcome: null, settledAt: later.toISOString() });
      expect(await claimForSending({ ...row, state: "prepared" }, later)).toBe("lost");
    }
  });

  test("keeps an unknown one open until it is settled", async () => {
    await openWorld();
    const row = await claimed();
    const outcome = { code: "timed_out", message: "No answer.", fields: [{ field: "expires_at", message: "?" }] };
    await settleOperation(row, { state: "unknown", outcome }, later);
    expect(await findOperation(row.id)).toMatchObject({ state: "unknown", outcome, settledAt: null });
    expect(await listUnsettled("acme-ios", row.profileId)).toMatchObject([{ id: row.id }]);
    await settleOperation(row, { state: "applied", after: snapshot }, later);
    expect(await findOperation(row.id)).toMatchObject({ state: "applied", outcome: null, after: snapshot });
    expect(await listUnsettled("acme-ios", row.profileId)).toEqual([]);
  });

  test("lets no earlier attempt settle a later one", async () => {
    await openWorld();
    const first = await claimed();
    await settleOperation(first, { state: "not_applied" }, later);
    const second = await claimForSending({ ...first, state: "not_applied" }, later);
    await settleOperation(first, { state: "rejected", outcome: { code: "late", message: "Late." } }, later);
    expect(await findOperation(first.id)).toEqual(second);
    expect(second).toMatchObject({ state: "sent", attempts: 2, outcome: null, settledAt: null });
  });

  test("gives up what was never sent, and nothing else", async () => {
    await openWorld();
    const row = await prepared();
    const why = { code: "never_sent", message: "Nothing was sent." };
    expect(await abandonOperation(row, why, later)).toBe(true);
    expect(await findOperation(row.id)).toMatchObject({ state: "not_applied", outcome: why, attempts: 0 });
    expect(await claimForSending(row, later)).toBe("lost");
    expect(await abandonOperation(await claimed(), why, later)).toBe(false);
  });
});
