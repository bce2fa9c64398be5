import { expect, test, vi } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";

vi.stubEnv("SESSION_IDLE_MINUTES", "5");
vi.stubEnv("SESSION_HOURS", "2");
const { createAuth } = await import("./auth");
const { hasEnded } = await import("./read-session");

test("a session is as long as the environment says, idle and in all", async () => {
  const now = new Date("2026-03-14T09:30:00Z");
  const idleFor = (seconds: number) => ({
    updatedAt: new Date(now.getTime() - seconds * 1000),
    expiresAt: new Date(now.getTime() + 60_000),
  });
  expect(hasEnded(idleFor(300), now)).toBe(false);
  expect(hasEnded(idleFor(301), now)).toBe(true);
  const db = await openTestDatabase();
  const secret = "0123456789abcdef0123456789abcdef";
  const auth = createAuth({ db, type: database.type, secret, publicUrl: "http://127.0.0.1:3000", mode: "practice" });
  expect(auth.options.session.expiresIn).toBe(2 * 3600);
});
