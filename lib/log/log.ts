import "server-only";
import pino, { type Logger } from "pino";
import { oneInProcess } from "@/lib/world/one-in-process";
import { type Facts, tellFacts } from "./facts";
import type { logLevels } from "./levels";
import { getRequestId } from "./request-id";

type Level = (typeof logLevels)[number];
export type LogLevel = Level | "silent";

const logger: Logger = oneInProcess("consoleLog", () =>
  pino(
    {
      // A test says beforehand which.
      level: (globalThis as { consoleLogLevel?: LogLevel }).consoleLogLevel ?? "info",
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      mixin: () => ({ request: getRequestId() }),
    },
    process.stdout,
  ),
);

/** From here on the whole process tells what is of this level or worse; "silent": nothing. */
export function setLogLevel(level: LogLevel): void {
  logger.level = level;
}

/** The level of the whole process. */
export const getLogLevel = () => logger.level as LogLevel;

/** A sentence as it is written in the code: one that is put together at run time, of which nobody knows what it holds, is no such type. */
type Written<Sentence extends string> = Record<never, never> extends Record<Sentence, 1> ? never : Sentence;

const at =
  (level: Level) =>
  <const Sentence extends string>(sentence: Sentence & Written<Sentence>, facts: Facts = {}): void =>
    logger[level](tellFacts(facts), sentence);

/**
 * The console's log: one line of JSON each on standard output, with the id of the request that it belongs to. What a line can
 * hold is settled here, and nothing secret or personal is of it: a sentence that stands in the code, and plain facts by name.
 */
export const log = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
