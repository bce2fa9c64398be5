import { describe, expect, test } from "vitest";
import type { OperationState } from "@/lib/operations/catalogue";
import {
  agentOf,
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  plan,
  saveSettings,
  sentFor,
  writeOperation,
} from "@/lib/operations/world.fixture";
import { noLimits } from "@/lib/settings/limits";

const { addAccount } = await import("./approvals.fixture");
const { settleByHand } = await import("./settle-by-hand");
const { countQueue, listQueue } = await import("@/lib/operations/list-queue");

const agent = agentOf("agent");
const at = new Date("2026-03-14T09:30:00.000Z");
const note = "Adapty's own dashboard shows it.";

async function leaveToHuman(state: OperationState = "needs_human") {
  const { db } = await openWorld();
  await saveSettings({ limits: { agent: { ...noLimits.agent, grantsPerDay: 1 }, lead: noLimits.lead } });
  const customer = await newCustomer();
  const grant = async (to = customer) => {
    const form = await fillForm("access.grant", to);
    return { id: form.target.operationId, answer: await writeOperation("access.grant", agent, form) };
  };
  await plan({ mode: "reset", when: "before", match: { method: "POST" } });
  const { id } = await grant();
  await db.updateTable("operation").set({ state, check_at: "2099-01-01T00:00:00.000Z" }).execute();
  const say = (verdict: "applied" | "not_applied", by = lead, attempts = 1) =>
    settleByHand(by, { operationId: id, attempts, verdict, note }, at);
  const events = async () =>
    (await db.selectFrom("audit_event").select(["actor_id", "outcome", "detail"]).orderBy("seq").execute()).map(
      ({ actor_id, outcome, detail }) => [actor_id, outcome, JSON.parse(detail ?? "{}").code],
    );
  return { db, id, customer, grant, say, events };
}

describe("what a human says became of a write", () => {
  test("settles it, by whom and how they know it, and sends nothing", async () => {
    const { db, id, customer, say, events } = await leaveToHuman();
    expect(await say("applied")).toEqual({ ok: true, data: null });
    expect(await findOperation(id)).toMatchObject({
      state: "applied",
      settledAt: at.toISOString(),
      outcome: { code: "settled_by_hand" },
    });
    expect((await events()).at(-1)).toEqual([lead.id, "applied", "settled_by_hand"]);
    const said = await db.selectFrom("audit_personal").select("body").where("part", "=", "subject").execute();
    expect(said.at(-1)?.body).toContain(note);
    expect((await sentFor(customer)).bodies).toHaveLength(1);
    const row = await db.selectFrom("operation").select("check_at").executeTakeFirst();
    expect(row?.check_at).toBeNull();
  });

  test("frees its limits when it was not done, and keeps them when it was", async () => {
    for (const [verdict, ok] of [
      ["not_applied", true],
      ["applied", false],
    ] as const) {
      const { grant, say } = await leaveToHuman();
      expect((await grant(await newCustomer())).answer).toMatchObject({ error: { code: "over_limit" } });
      expect(await say(verdict)).toMatchObject({ ok: true });
      expect((await grant(await newCustomer())).answer.ok).toBe(ok);
    }
  });

  test.each(["unknown", "sent", "applied", "not_applied", "rejected"] as const)(
    "counts only where one is asked for: of what is %s it changes nothing",
    async (state) => {
      const { id, say, events } = await leaveToHuman(state);
      const before = await events();
      expect(await say("not_applied")).toMatchObject({ ok: false, error: { code: "not_asked" } });
      expect([(await findOperation(id))?.state, await events()]).toEqual([state, before]);
    },
  );

  test("counts once, and for the sending that the form was about", async () => {
    const { say, events } = await leaveToHuman();
    expect(await say("applied", lead, 2)).toMatchObject({ ok: false, error: { code: "not_asked" } });
    const other = agentOf("admin", "adam");
    const answers = await Promise.all([say("applied"), say("not_applied", other)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await events()).filter(([, , code]) => code === "settled_by_hand")).toHaveLength(1);
  });

  test("is not theirs to say who sent it, by whichever account, or approved it", async () => {
    const { db, id, say, events } = await leaveToHuman();
    const own = { ok: false, error: { code: "own" } };
    const same = { ...agentOf("lead", "second-account"), email: "Agent+lead@example.com" };
    expect(await say("not_applied", { ...agent, role: "lead" })).toMatchObject(own);
    expect(await say("not_applied", same)).toMatchObject(own);
    await db.updateTable("operation").set({ approver_id: lead.id, approver_email: lead.email }).execute();
    expect(await say("not_applied")).toMatchObject(own);
    expect((await findOperation(id))?.state).toBe("needs_human");
    expect((await events()).filter(([, outcome]) => outcome === "denied")).toHaveLength(3);
  });

  test("is not theirs to say who let in who sent it less than 72 hours before, or was let in by them", async () => {
    const { db, id, say } = await leaveToHuman();
    const hour = new Date(at.getTime() - 3_600_000).toISOString();
    for (const [one, by] of [
      [agent, lead],
      [lead, agent],
    ] as const) {
      const account = await addAccount(db, "lead", one.id);
      await db.updateTable("user").set({ changedBy: by.id, changedAt: hour }).where("id", "=", account.id).execute();
      expect(await say("not_applied")).toMatchObject({
        error: { code: "beholden", message: expect.stringMatching(/^Nothing was saved\. .* 72 hours ago/) },
      });
      await db.deleteFrom("user").execute();
    }
    expect((await findOperation(id))?.state).toBe("needs_human");
    expect(await say("not_applied")).toMatchObject({ ok: true });
  });

  test("of nothing that is recorded is told so", async () => {
    await openWorld();
    const said = { operationId: crypto.randomUUID(), attempts: 1, verdict: "applied" as const, note };
    expect(await settleByHand(lead, said, at)).toMatchObject({ ok: false, error: { code: "no_such_operation" } });
  });
});

describe("the queue", () => {
  test("lists what is open, of one agent or of all, what needs a human first and then the oldest", async () => {
    const { db, id } = await leaveToHuman();
    const row = await db.selectFrom("operation").selectAll().executeTakeFirstOrThrow();
    const states = { sent: "1", unknown: "2", prepared: "3", applied: "4", rejected: "5", not_applied: "6" } as const;
    const other = { agent_id: "other", check_at: null, profile_id: crypto.randomUUID() };
    for (const [state, name] of Object.entries(states))
      await db
        .insertInto("operation")
        .values({ ...row, ...other, id: name, state: state as OperationState })
        .execute();
    expect((await listQueue({})).map((entry) => entry.id)).toEqual([id, "2", "1", "3"]);
    expect(await listQueue({ agentId: agent.id })).toMatchObject([
      { id, checks: 0, checkAt: "2099-01-01T00:00:00.000Z", state: "needs_human" },
    ]);
    expect([await countQueue({}), await countQueue({ agentId: agent.id }), await countQueue({ agentId: "x" })]).toEqual(
      [2, 1, 0],
    );
  });
});
