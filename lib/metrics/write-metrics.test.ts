import { expect, test } from "vitest";
import { insertSent, personal } from "@/lib/operations/overdue.fixture";
import { fillForm, lead, newCustomer, openWorld, plan, writeOperation } from "@/lib/operations/world.fixture";

const { watchAdapty } = await import("@/lib/health/watch-adapty");
const { beginCounters } = await import("./begin-counters");
const { noteLook } = await import("@/lib/operations/last-look");
const { writeMetrics } = await import("./write-metrics");
watchAdapty();

/** The value of each series, by its name and labels as Prometheus writes them. */
async function scrape(now = new Date()): Promise<Map<string, number>> {
  const { text } = await writeMetrics(now);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

test("the format is the one that Prometheus reads, each metric with its type and a sentence", async () => {
  await openWorld();
  const { type, text } = await writeMetrics(new Date());
  expect(type).toBe("text/plain; version=0.0.4; charset=utf-8");
  for (const name of ["console_operations_total counter", "console_adapty_try_seconds histogram"])
    expect(text).toContain(`# TYPE ${name}\n`);
  for (const line of text.split("\n").filter((one) => one.startsWith("# HELP"))) expect(line).toMatch(/\.$/);
});

test("what is counted begins at 0, so that the first of a kind is seen as a growth", async () => {
  await openWorld();
  beginCounters();
  const series = await scrape();
  for (const outcome of ["applied", "rejected", "unknown", "needs_human", "not_applied"])
    expect(series.get(`console_operations_total{app="acme-android",name="comp.undo",outcome="${outcome}"}`)).toBe(0);
  for (const outcome of ["taken", "refused", "unreachable"])
    expect(series.get(`console_alert_posts_total{outcome="${outcome}"}`)).toBe(0);
  expect([...series.keys()].filter((name) => name.includes('outcome="sent"'))).toEqual([]);
});

test("writes are counted by what became of them, tries of calls by what came of them and how long they took", async () => {
  await openWorld();
  const customer = await newCustomer();
  const before = await scrape();
  await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
  const edit = await fillForm("profile.update", customer);
  await plan({ mode: "reset", when: "before", match: { method: "PATCH" } });
  await writeOperation("profile.update", lead, edit);
  const after = await scrape();
  const grown = (series: string) => (after.get(series) ?? 0) - (before.get(series) ?? 0);
  const operations = (labels: string) => grown(`console_operations_total{app="acme-ios",${labels}}`);
  expect(operations('name="access.grant",outcome="applied"')).toBe(1);
  expect(operations('name="profile.update",outcome="unknown"')).toBe(1);
  const patch = 'app="acme-ios",method="PATCH",path="/api/v2/server-side-api/profile/",outcome="connection_lost"';
  expect(grown(`console_adapty_try_seconds_count{${patch}}`)).toBe(1);
  expect(grown(`console_adapty_try_seconds_bucket{le="15",${patch}}`)).toBe(1);
  expect(after.get('console_adapty_up{app="acme-ios"}')).toBe(1);
  expect(after.get('console_adapty_key_accepted{app="acme-ios"}')).toBe(1);
  expect(Math.abs(after.get('console_adapty_clock_ahead_seconds{app="acme-ios"}') ?? 99)).toBeLessThan(30);
});

test("the backlog is what the journal holds at that moment: how much, how old, and what is overdue of it", async () => {
  const { db } = await openWorld();
  const now = new Date();
  const empty = await scrape(now);
  expect([empty.get("console_backlog_age_seconds"), empty.get("console_operations_overdue")]).toEqual([0, 0]);
  await insertSent(db, { now, minutes: 120 });
  await insertSent(db, { now, minutes: 1, state: "sent" });
  const held = await scrape(now);
  const open = (state: string) => held.get(`console_operations_open{state="${state}"}`);
  expect(["prepared", "sent", "unknown", "needs_human"].map(open)).toEqual([0, 1, 1, 0]);
  expect(held.get("console_backlog_age_seconds")).toBe(7_200);
  expect(held.get("console_operations_overdue")).toBe(1);
  const { text } = await writeMetrics(now);
  for (const hidden of personal) expect(text).not.toContain(hidden);
});

test("when the runner looked last is told as a moment, so that its age can be", async () => {
  await openWorld();
  noteLook(1_789_000_000_500);
  expect((await scrape()).get("console_last_look_timestamp_seconds")).toBe(1_789_000_000.5);
});

test("of a database that does not answer it says so, and nothing of what it holds", async () => {
  const { db } = await openWorld();
  expect((await scrape()).get("console_database_up")).toBe(1);
  await db.schema.dropTable("operation").execute();
  const series = await scrape();
  expect(series.get("console_database_up")).toBe(0);
  for (const name of ["console_backlog_age_seconds", "console_operations_overdue"])
    expect(series.has(name)).toBe(false);
  expect([...series.keys()].filter((name) => name.startsWith("console_operations_open"))).toEqual([]);
});
