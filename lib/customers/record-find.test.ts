import { expect, test, vi } from "vitest";
import { watchLog } from "@/lib/log/log.fixture";
import { openWorld } from "@/lib/operations/world.fixture";
import type { Found } from "./find-customer";

const { findRecorded, hashQuery } = await import("./record-find");
const bo = { id: "bo", email: "bo@acme.test", role: "agent" };
const found: Found = { ok: true, profileId: "p", customerUserId: "anna@example.com" };

test("who looks for whom is recorded, the text as a keyed hash, before what was found is shown", async () => {
  const { db } = await openWorld();
  const ask = (text: string) => findRecorded({ actor: bo, app: "acme-ios", text }, async () => found);
  for (const text of ["anna@example.com", "anna@example.com", "other"]) expect(await ask(text)).toEqual(found);
  const rows = await db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  expect(rows).toMatchObject([1, 2, 3].map(() => ({ action: "customer.find", outcome: "allowed", actor_id: "bo" })));
  const [first, second, third] = rows.map(({ detail }) => JSON.parse(detail ?? "{}"));
  expect(first).toEqual({ app: "acme-ios", query: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(second).toEqual(first);
  expect(third.query).not.toBe(first.query);
  const kept = JSON.stringify([rows, await db.selectFrom("audit_personal").selectAll().execute()]);
  expect(kept).not.toContain("anna@example.com");
});

test("without the session secret the hash tells nothing", () => {
  expect(hashQuery("anna", "one secret")).toBe(hashQuery("anna", "one secret"));
  expect(hashQuery("anna", "one secret")).not.toBe(hashQuery("anna", "another secret"));
});

test("while it cannot be recorded what was found is shown all the same, and recorded afterwards", async () => {
  const { db } = await openWorld();
  const lines = watchLog();
  await db.schema.alterTable("audit_personal").renameTo("away").execute();
  const shown = await findRecorded({ actor: bo, app: "acme-ios", text: "anna" }, async () => found);
  expect(shown).toEqual(found);
  expect(lines).toMatchObject([{ level: "error", msg: expect.stringMatching(/^Who looks at customers cannot/) }]);
  await db.schema.alterTable("away").renameTo("audit_personal").execute();
  const read = () => db.selectFrom("audit_event").select("action").execute();
  await vi.waitFor(async () => expect(await read()).toEqual([{ action: "customer.find" }]), { timeout: 30_000 });
});
