import { type Customer, callsAbout, plan, readProfile, seedCustomer } from "../fixtures/emulator";
import { createOwnConsole, grantComp } from "../fixtures/own-console";
import { expect, test } from "../fixtures/test";

const WITHIN_MS = 10_000;

/** A customer to whom the next write is answered so late, having taken effect before that. */
async function seedSlow(delayMs: number): Promise<Customer> {
  const customer = await seedCustomer();
  await plan(customer, { mode: "delay", delayMs, when: "after" }, { method: "POST" });
  return customer;
}

const arrived = async (customer: Customer) => (await callsAbout(customer)).some(({ method }) => method === "POST");

test("a console that is told to stop answers truly what is under way, and nobody new", async () => {
  const console = await createOwnConsole();
  const running = await console.start();
  const customer = await seedSlow(1500);
  const { operationId, said } = await grantComp(running, customer);
  await expect.poll(() => arrived(customer)).toBe(true);

  running.stop("SIGTERM");
  await expect.poll(() => running.askOnOpenConnection("/api/health")).not.toBe(200);
  expect(await said).toContain('"ok":true');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(console.readOperation(operationId)).toMatchObject({ state: "applied", attempts: 1 });
});

test("what Adapty does not answer in time is handed back, and settled by whoever starts next", async () => {
  const console = await createOwnConsole();
  const running = await console.start();
  const customer = await seedSlow(60_000);
  const { operationId, transactionId, said } = await grantComp(running, customer);
  await expect.poll(() => arrived(customer)).toBe(true);

  const told = Date.now();
  running.stop("SIGTERM");
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - told).toBeLessThan(WITHIN_MS);
  expect(await said).toBeNull();
  const left = console.readOperation(operationId);
  expect(left).toMatchObject({ state: "unknown", attempts: 1 });
  // Due at once: by its own time it would be looked for half a minute after it was sent, when nothing more of it can land.
  expect(Date.parse(left.check_at) - told).toBeLessThan(WITHIN_MS);

  const another = await console.start();
  await expect.poll(() => console.readOperation(operationId)).toMatchObject({ state: "applied", attempts: 1 });
  const held = (await readProfile(customer)).subscriptions as { store_transaction_id: string }[];
  expect(held.filter(({ store_transaction_id: id }) => id === transactionId)).toHaveLength(1);
  another.stop("SIGINT");
  expect(await another.ended).toEqual({ code: 0, signal: null });
});

test("what npm start began is told by its parent, which waits for it", async () => {
  const console = await createOwnConsole();
  const running = await console.start({ byParent: true });
  const customer = await seedSlow(1500);
  const { said } = await grantComp(running, customer);
  await expect.poll(() => arrived(customer)).toBe(true);
  running.stop("SIGTERM");
  expect(await said).toContain('"ok":true');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(await running.ask("/api/health")).toBe("nobody");
});
