import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { openTestDatabase } from "@/lib/db/database.fixture";

const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };

test("that somebody looks is written while Adapty is being asked", async () => {
  const db = await openTestDatabase();
  shared.consoleDatabase = Promise.resolve(db);
  const countEvents = async () => (await db.selectFrom("audit_event").select("seq").execute()).length;
  let answered = 0;
  // An Adapty that answers only once the look is recorded: were that done after its answer, nobody would ever get one.
  const server = createServer(async (_request, response) => {
    while ((await countEvents()) === 0 && !response.destroyed) await new Promise((resolve) => setImmediate(resolve));
    answered += 1;
    response.writeHead(404, { "content-type": "application/json" });
    response.end(JSON.stringify({ errors: [], error_code: "profile_does_not_exist", status_code: 404 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    shared.consoleDatabase = undefined;
    server.closeAllConnections();
    server.close();
  });
  vi.stubEnv("ADAPTY_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const { env } = await import("@/lib/env");
  const { readCustomer } = await import("./read-customer");
  const agent = { id: "test-agent", name: "Bo", email: "bo@example.com", role: "agent" as const };
  const read = await readCustomer(env.apps[0] as (typeof env.apps)[number], crypto.randomUUID(), agent);
  expect(read).toMatchObject({ error: { code: "profile_does_not_exist" } });
  expect([answered, await countEvents()]).toEqual([1, 1]);
});
