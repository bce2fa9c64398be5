import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "./listener";

test("it never ends an idle connection, so a request that comes after a standstill is not lost with it", async () => {
  const emulator = await startEmulator({ port: 0, file: ":memory:" });
  onTestFinished(() => emulator.close());
  const { headers } = await fetch(emulator.url);
  expect(headers.get("connection")).toBe("keep-alive");
  expect(headers.get("keep-alive")).toBeNull();
});
