import { onTestFinished, vi } from "vitest";
import { getLogLevel, type LogLevel, setLogLevel } from "./log";

export type Line = { level: string; msg: string; request?: string; [fact: string]: unknown };

/** What is logged from here on, until the test ends. */
export function watchLog(level: LogLevel = "debug"): Line[] {
  const lines: Line[] = [];
  const before = getLogLevel();
  setLogLevel(level);
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    lines.push(JSON.parse(String(text)) as Line);
    return true;
  });
  onTestFinished(() => {
    setLogLevel(before);
    spy.mockRestore();
  });
  return lines;
}
