import { afterAll, beforeAll, beforeEach } from "vitest";
import { startTestEmulator } from "./client.fixture";

export let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
export const hana = () => emulator.as("hana.never-subscribed");
export const control = (method: string, path: string, body?: unknown) =>
  emulator.send(method, `/__emulator${path}`, { body });
export const counters = async () => (await control("GET", "/counters")).body as unknown as Counters;

export type Counters = {
  requests: Record<string, number>;
  effects: Record<string, number>;
  callers: Record<string, { requests: Record<string, number>; faulted: number }>;
  last: { method: string; path: string; body: string; status: number | null; headers: Record<string, string> }[];
};

beforeAll(async () => {
  emulator = await startTestEmulator();
});

afterAll(() => emulator.close());

beforeEach(async () => {
  await control("POST", "/profiles", { customer_user_id: "hana.never-subscribed" });
  await control("DELETE", "/faults");
  await control("DELETE", "/counters");
});
