import fc from "fast-check";
import { type Fault, faultNames } from "./faults";
import { type Wish, wishNames } from "./forms";
import type { Planned } from "./network";
import type { Name } from "./office";

/** Who does the same at the same time, and where. */
type Beside = { agent: Name; console: number };

/** One thing that happens, and how many ms after the one before. Consoles, customers and forms go by number, counted round. */
export type Command = { wait: number } & (
  | { does: "submit"; wish: Wish; agent: Name; customer: number; console: number; thinks: number }
  | { does: "again"; form: number; console: number }
  | {
      does: "undo";
      entry: number;
      thinks: number;
      agent: Name;
      console: number;
      beside: Beside | null;
    }
  | { does: "ask"; agent: Name; customer: number; console: number }
  | { does: "ask_deletion"; agent: Name; customer: number; console: number }
  | { does: "approve"; request: number; by: Name; console: number }
  | { does: "cancel"; request: number; verb: "withdraw" | "reject"; console: number }
  | { does: "check"; form: number; console: number }
  | { does: "settle"; form: number; console: number }
  | { does: "crash"; console: number; awaits: number }
  | { does: "restart"; console: number }
  | { does: "stop"; console: number; away: number; amid: Fault | null }
  | { does: "stand_still"; console: number; ms: number }
  | { does: "set_clock"; console: number; ms: number }
  | { does: "set_clocks"; ms: number }
  | { does: "fill_disk"; console: number; ms: number }
  | { does: "lose_commit"; console: number }
  | { does: "fault"; fault: Fault; of: Planned["of"]; times: number }
  | { does: "calm" }
  | { does: "tick"; ms: number }
);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const wait = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 3, arbitrary: fc.integer({ min: 40, max: 3_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 30_000 }) },
);
const where = fc.nat(2);
const number = fc.nat(30);
const senders = fc.constantFrom<Name>("mia", "max", "lena", "lena", "adam", "una");
const of = fc.constantFrom<Planned["of"]>("write", "write", "write", "read", "any");
const skews = [-2 * HOUR, -40 * SECOND, -2 * SECOND, 2 * SECOND, 40 * SECOND, 2 * HOUR];
const ticks = fc.oneof(
  fc.integer({ min: SECOND, max: 30 * SECOND }),
  fc.integer({ min: MINUTE, max: 10 * MINUTE }),
  fc.integer({ min: HOUR, max: 30 * HOUR }),
);

type Doing<Does extends Command["does"]> = Extract<Command, { does: Does }>;
const doing = <Does extends Command["does"]>(
  does: Does,
  model: { [Key in Exclude<keyof Doing<Does>, "does" | "wait">]: fc.Arbitrary<Doing<Does>[Key]> },
) => fc.record({ does: fc.constant(does), wait, ...model }) as unknown as fc.Arbitrary<Command>;

/** What is not over when a console that stops waits no longer. */
const outlasting: Fault[] = ["stall_before", "stall_after", "slow", "zombie"];
const thinks = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 20_000 }));

const submit = doing("submit", {
  wish: fc.constantFrom(...wishNames),
  agent: senders,
  customer: where,
  console: where,
  thinks,
});

const undo = doing("undo", {
  entry: fc.oneof(fc.constant(0), fc.nat(5)),
  thinks,
  agent: senders,
  console: where,
  beside: fc.option(fc.record({ agent: senders, console: where }), { freq: 2 }),
});

const stop = doing("stop", {
  console: where,
  away: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60_000 })),
  amid: fc.constantFrom(null, ...outlasting),
});

/** Most of what happens is that somebody sends something, and something else goes wrong. */
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 30, arbitrary: submit },
  { weight: 8, arbitrary: doing("again", { form: number, console: where }) },
  {
    weight: 4,
    arbitrary: doing("ask", { agent: fc.constantFrom<Name>("mia", "max"), customer: where, console: where }),
  },
  {
    weight: 6,
    arbitrary: doing("approve", {
      request: number,
      by: fc.constantFrom<Name>("lena", "adam", "una", "mia"),
      console: where,
    }),
  },
  {
    weight: 3,
    arbitrary: doing("cancel", { request: number, verb: fc.constantFrom("withdraw", "reject"), console: where }),
  },
  { weight: 3, arbitrary: doing("check", { form: number, console: where }) },
  { weight: 2, arbitrary: doing("settle", { form: number, console: where }) },
  { weight: 6, arbitrary: doing("crash", { console: where, awaits: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 6, arbitrary: doing("restart", { console: where }) },
  { weight: 2, arbitrary: doing("stand_still", { console: where, ms: fc.integer({ min: 500, max: 40_000 }) }) },
  { weight: 1, arbitrary: doing("set_clock", { console: where, ms: fc.constantFrom(...skews) }) },
  { weight: 1, arbitrary: doing("set_clocks", { ms: fc.constantFrom(...skews) }) },
  { weight: 1, arbitrary: doing("fill_disk", { console: where, ms: fc.integer({ min: 100, max: 60_000 }) }) },
  { weight: 1, arbitrary: doing("lose_commit", { console: where }) },
  {
    weight: 14,
    arbitrary: doing("fault", { fault: fc.constantFrom(...faultNames), of, times: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 2, arbitrary: doing("calm", {}) },
  { weight: 6, arbitrary: doing("tick", { ms: ticks }) },
  { weight: 6, arbitrary: undo },
  { weight: 4, arbitrary: stop },
  {
    weight: 1,
    arbitrary: doing("ask_deletion", {
      agent: fc.constantFrom<Name>("lena", "adam"),
      customer: where,
      console: where,
    }),
  },
);

/** What happens, one after the other, and the seed of all that is left to chance. */
export type Story = { commands: Command[]; seed: number };

export const story: fc.Arbitrary<Story> = fc.record({
  commands: fc.array(command, { minLength: 4, maxLength: 40, size: "max" }),
  seed: fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
});
