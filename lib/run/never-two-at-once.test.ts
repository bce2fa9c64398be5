import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchLog } from "@/lib/log/log.fixture";

const DAY_MS = 86_400_000;
/** The looks of each kind that began, by how they are ended. */
const began = vi.hoisted(
  () => ({ checkpoint: [], archive: [], forget: [] }) as Record<string, ((failed?: Error) => void)[]>,
);
const begin = vi.hoisted(
  () => (kind: string, answer: unknown) => () =>
    new Promise((resolve, reject) => {
      began[kind]?.push((failed) => (failed ? reject(failed) : resolve(answer)));
    }),
);
vi.mock("@/lib/db/database", () => ({ getDatabase: async () => ({}) }));
vi.mock("@/lib/audit/checkpoint", () => ({
  findLastCheckpoint: () => null,
  takeCheckpoint: begin("checkpoint", null),
}));
vi.mock("@/lib/audit/archive-old", () => ({ archiveOld: begin("archive", []) }));
vi.mock("@/lib/customers/forget-old", () => ({ forgetOld: begin("forget", {}), sayForgotten: () => null }));
const { keepCheckpoints } = await import("@/lib/audit/keep-checkpoints");
const { keepArchives } = await import("@/lib/audit/keep-archives");
const { keepRetention } = await import("@/lib/customers/keep-retention");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([
  ["checkpoint", keepCheckpoints, 5_000],
  ["archive", keepArchives, DAY_MS],
  ["forget", keepRetention, DAY_MS],
] as const)(
  "%s: a look that takes longer than the time between two is never joined by another",
  async (kind, keep, everyMs) => {
    const lines = watchLog();
    const looks = began[kind] ?? [];
    void keep();
    await vi.advanceTimersByTimeAsync(everyMs * 10);
    expect(looks).toHaveLength(1);
    looks[0]?.();
    await vi.advanceTimersByTimeAsync(everyMs - 1);
    expect(looks).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(everyMs * 10);
    expect(looks).toHaveLength(2);
    looks[1]?.(new Error("The database went away"));
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(looks).toHaveLength(3);
    expect(lines).toMatchObject([{ level: "error" }]);
  },
);
