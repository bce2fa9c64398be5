import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { isSqlite } from "@/lib/db/dialect";
import { agentOf, fillForm, newCustomer, openWorld, passTime, writeOperation } from "@/lib/operations/world.fixture";
import type { RevealInput } from "./reveal-input";

const { handOver } = await import("./hand-over");
const { revealPersonal } = await import("./reveal");
const { PER_HOUR } = await import("./reveal-measure");

const agent = agentOf("agent");
const why = { reason: "VERIFY", ticket: "ZD-7", note: "asked on the phone" };

async function setEmail() {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const { app, profileId } = customer;
  const ids: string[] = [];
  for (const email of ["first@example.com", "second@example.com"]) {
    const input = await fillForm("profile.update", customer, { body: { email, phone_number: null } });
    expect(await writeOperation("profile.update", agent, input)).toMatchObject({ ok: true });
    ids.push(input.target.operationId);
  }
  const asked: RevealInput = { target: { app, profileId }, field: "email", why };
  const reveals = () => db.selectFrom("audit_event").selectAll().where("action", "=", "personal.reveal").execute();
  return { db, customer, asked, ids, reveals };
}

describe("revealing", () => {
  test("answers the value last set, or that of one operation, and says in the record who saw what and why", async () => {
    const { db, asked, ids, reveals } = await setEmail();
    expect(await revealPersonal(agent, asked)).toEqual({ ok: true, data: { value: "second@example.com" } });
    expect(await revealPersonal(agent, { ...asked, operationId: ids[0] })).toEqual({
      ok: true,
      data: { value: "first@example.com" },
    });
    const events = await reveals();
    expect(events).toMatchObject([
      {
        actor_id: agent.id,
        actor_role: "agent",
        target_id: asked.target.profileId,
        reason: "VERIFY",
        outcome: "allowed",
        detail: '{"field":"email"}',
      },
      { operation_id: ids[0] },
    ]);
    const kept = await db
      .selectFrom("audit_personal")
      .selectAll()
      .where(
        "seq",
        "in",
        events.map(({ seq }) => seq),
      )
      .execute();
    expect(kept.map(({ body }) => body).join()).toContain("asked on the phone");
    expect(JSON.stringify(events)).not.toContain("@");
  });

  test("answers nothing of another customer, of what was cleared or never set, and records no reveal of it", async () => {
    const { asked, ids, reveals } = await setEmail();
    const other = await newCustomer();
    const nothing = { ok: false, error: { outcome: "not_sent", code: "not_kept" } };
    const target = { app: other.app, profileId: other.profileId };
    expect(await revealPersonal(agent, { ...asked, target })).toMatchObject(nothing);
    expect(await revealPersonal(agent, { ...asked, target, operationId: ids[0] })).toMatchObject(nothing);
    expect(await revealPersonal(agent, { ...asked, field: "phone_number" })).toMatchObject(nothing);
    expect(await revealPersonal(agent, { ...asked, field: "birthday" })).toMatchObject(nothing);
    expect(await reveals()).toEqual([]);
  });

  test("asks for one of the team's reasons, with a note where it needs one", async () => {
    const { asked, reveals } = await setEmail();
    const answers = [
      await revealPersonal(agent, { ...asked, why: { reason: "NOSUCH" } }),
      await revealPersonal(agent, { ...asked, why: { reason: "COURTESY" } }),
      await revealPersonal(agent, { ...asked, why: { reason: "OTHER" } }),
    ];
    expect(answers).toMatchObject([
      { error: { code: "invalid_input", fields: [{ field: "reason" }] } },
      { error: { code: "invalid_input", fields: [{ message: expect.stringContaining("no reason for revealing") }] } },
      { error: { code: "invalid_input", fields: [{ field: "note" }] } },
    ]);
    expect(await reveals()).toEqual([]);
  });

  test(`lets an account reveal ${PER_HOUR} an hour, also all at once, and says when it may again`, async () => {
    const { asked, reveals } = await setEmail();
    const answers = await Promise.all(Array.from({ length: PER_HOUR + 3 }, () => revealPersonal(agent, asked)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(PER_HOUR);
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused).toHaveLength(3);
    for (const answer of refused) {
      expect(answer).toMatchObject({
        error: { code: "too_many", message: expect.stringContaining("in 60 minutes.") },
      });
      expect(JSON.stringify(answer)).not.toContain("@");
    }
    const denied = (await reveals()).filter(({ outcome }) => outcome === "denied");
    expect(denied).toHaveLength(3);
    expect(await revealPersonal(agentOf("lead"), asked)).toMatchObject({ ok: true });
    passTime(3_600_000);
    expect(await revealPersonal(agent, asked)).toMatchObject({ ok: true });
  });

  test("a file of all that is kept counts with the values, and says in the record why it was taken", async () => {
    const { db, asked } = await setEmail();
    const wanted = { target: asked.target, reason: "REQUEST" as const, reference: "GDPR-7" };
    const answers = [];
    for (let number = 0; number < PER_HOUR; number++) {
      answers.push(await (number === 3 ? handOver(db, agent, wanted, new Date()) : revealPersonal(agent, asked)));
    }
    expect(answers[3]).toMatchObject({ ok: true, data: { text: expect.stringContaining("second@example.com") } });
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const refused = await handOver(db, agent, wanted, new Date());
    expect(refused).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "too_many" } });
    expect(await revealPersonal(agent, asked)).toMatchObject({ ok: false, error: { code: "too_many" } });
    const taken = await db.selectFrom("audit_event").selectAll().where("action", "=", "customer.export").execute();
    expect(taken).toMatchObject([
      { outcome: "done", actor_id: agent.id, target_id: asked.target.profileId, reason: "REQUEST" },
      { outcome: "denied", reason: "REQUEST" },
    ]);
    expect(JSON.parse(taken[0]?.detail ?? "")).toMatchObject({ operations: 2, reference: "GDPR-7" });
  });

  test("shows nothing when it cannot be recorded", async () => {
    const { db, asked } = await setEmail();
    const trigger = isSqlite(db)
      ? "create trigger full_up before insert on audit_event begin select raise(abort, 'full'); end"
      : "alter table audit_event add constraint full_up check (action not in ('personal.reveal', 'customer.export'))";
    await sql.raw(trigger).execute(db);
    const answer = await revealPersonal(agent, asked);
    expect(answer).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "cannot_record" } });
    const file = await handOver(db, agent, { target: asked.target, reason: "UNNEEDED" }, new Date());
    expect(file).toMatchObject({ ok: false, error: { outcome: "not_sent", code: "download_failed" } });
    expect(JSON.stringify([answer, file])).not.toContain("@");
  });
});
