import type { Socket } from "node:net";
import { expect } from "vitest";
import { app } from "./call.fixture";
import { getProfile, updateProfile } from "./calls";
import type { Door } from "./client";
import type { AdaptyFailure } from "./errors";
import { serveRaw } from "./server.fixture";

export const to = { profileId: "3286abd3-48b0-4e9c-a5f6-ac0a006804a6" };
export const profile = { profile_id: to.profileId, customer_user_id: null };
export const good = JSON.stringify({ data: profile });
export const limits = { connectMs: 2_000, readMs: 5_000, writeMs: 5_000, answerBytes: 100_000 };
export const short = { ...limits, readMs: 300, writeMs: 300 };

/** The same fault met by a read and by a write. */
export async function meet(
  origin: string,
  door: Partial<Door> = {},
): Promise<{ read: AdaptyFailure; write: AdaptyFailure }> {
  const used = { origin, limits, sleep: async () => {}, random: () => 0, ...door };
  const read = await getProfile(app, to, used);
  const write = await updateProfile(app, to, { first_name: "Bob" }, used);
  if (read.ok || write.ok) throw new Error("This was meant to fail.");
  for (const { message } of [read.error, write.error]) {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/[<>{}]|CANARY|ECONN|UND_ERR/);
  }
  expect(read.error.message).not.toContain("do not repeat");
  return { read: read.error, write: write.error };
}
export const notKnown = expect.stringContaining("It is not known whether the change was made");
export const unchanged = expect.stringContaining("Nothing was changed.");
export const header = (type: string, length: number) =>
  `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`;
export const once = (reply: (socket: Socket) => void) =>
  serveRaw((socket) => void socket.once("data", () => reply(socket)));
