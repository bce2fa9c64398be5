import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { oneInProcess } from "@/lib/world/one-in-process";

/** Each metric by its name in Prometheus, its labels settled: none of them holds what somebody entered. */
function makeMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    operations: new Counter({
      name: "console_operations_total",
      help: "Outcomes of writes that this console recorded. A write that was not confirmed has one more once it is settled.",
      labelNames: ["app", "name", "outcome"],
      registers,
    }),
    tries: new Histogram({
      name: "console_adapty_try_seconds",
      help: "How long each try of a call to Adapty took, and what came of it.",
      labelNames: ["app", "method", "path", "outcome"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
      registers,
    }),
    requests: new Histogram({
      name: "console_request_seconds",
      help: "How long the console took to answer a request.",
      labelNames: ["method", "route", "status"],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    alerts: new Counter({
      name: "console_alert_posts_total",
      help: "Posts to the webhook, by what came of them.",
      labelNames: ["outcome"],
      registers,
    }),
    open: new Gauge({
      name: "console_operations_open",
      help: "Writes in the journal that are not settled. The same for all consoles on one database.",
      labelNames: ["state"],
      registers,
    }),
    oldest: new Gauge({
      name: "console_backlog_age_seconds",
      help: "How long the oldest write that is not settled waits; 0 when none does. The same for all consoles on one database.",
      registers,
    }),
    overdue: new Gauge({
      name: "console_operations_overdue",
      help: "Writes that were sent over an hour ago and are not confirmed. The same for all consoles on one database.",
      registers,
    }),
    looked: new Gauge({
      name: "console_last_look_timestamp_seconds",
      help: "When this console last looked for writes that are not settled, in seconds since 1970; it does so every second.",
      registers,
    }),
    journal: new Gauge({
      name: "console_database_up",
      help: "1 when the database answers, else 0.",
      registers,
    }),
    reachable: new Gauge({
      name: "console_adapty_up",
      help: "1 when Adapty answered the last call for this app, 0 when it did not; absent until it was asked.",
      labelNames: ["app"],
      registers,
    }),
    key: new Gauge({
      name: "console_adapty_key_accepted",
      help: "1 when Adapty accepts the key of this app, else 0; absent until an answer has told.",
      labelNames: ["app"],
      registers,
    }),
    clock: new Gauge({
      name: "console_adapty_clock_ahead_seconds",
      help: "How far Adapty's clock was ahead of this server's at the last answer for this app.",
      labelNames: ["app"],
      registers,
    }),
  };
}

/** Measures from now on also what Node says of itself: memory, processor, event loop. Call it once, when the console starts. */
export const measureProcess = (): void => collectDefaultMetrics({ register: getMetrics().registry });

/** What this process counts and measures. */
export const getMetrics = (): ReturnType<typeof makeMetrics> => oneInProcess("consoleMetrics", makeMetrics);
