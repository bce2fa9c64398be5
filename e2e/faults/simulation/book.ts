import { LANDS_WITHIN_MS } from "../../../lib/operations/check-times";
import type { Result } from "../../../lib/operations/result";
import type { Console } from "./console";
import type { Form } from "./forms";
import type { Ledger, Sending } from "./ledger";

/** What somebody was told of an operation; `at` by the timeline. */
export type Told = { what: "done" | "refused" | "not_sent" | "unknown"; code: string; at: number };
/** A form that was opened, and all that was said of it. */
export type Operation = { form: Form; told: Told[]; pending: Set<{ console: Console }> };

/** Told to who is not the one that sends it, or comes after somebody else did: of the operation itself it says nothing. */
const NOT_OF_IT = ["not_waiting", "own_request", "forbidden", "decided_meanwhile", "operation_reused"];

/** Who looks in the very moment in which the console, too, finds it missing and sends it once more, is told what was true until then. */
const CROSSING_MS = 4_000;

const toldOf = (answer: Result<unknown>): Omit<Told, "at"> => {
  if (answer.ok) return { what: "done", code: "ok" };
  const { outcome, code } = answer.error;
  return { what: outcome === "applied" ? "done" : outcome, code };
};

/** Who sent what from which console, and what they were told. What they may not be told is written into the ledger as wrong. */
export function openBook(ledger: Ledger, now: () => number) {
  const operations = new Map<string, Operation>();
  const isPending = ({ pending }: Operation) => [...pending].some(({ console }) => !console.isDead());
  const nothing = ({ what, code }: Told) => (what === "refused" || what === "not_sent") && !NOT_OF_IT.includes(code);

  return {
    operations,
    open(form: Form): Operation {
      const operation: Operation = { form, told: [], pending: new Set() };
      operations.set(form.input.target.operationId, operation);
      return operation;
    },
    /** One that sends it, or lets it be sent, and waits for what comes of it. */
    async send(operation: Operation, console: Console, step: () => Promise<Result<unknown>>): Promise<void> {
      const waiting = { console };
      operation.pending.add(waiting);
      const answer = await console.run(step);
      operation.pending.delete(waiting);
      const told = { ...toldOf(answer), at: now() };
      operation.told.push(told);
      const id = operation.form.input.target.operationId;
      if (told.what === "done" && !ledger.of(id).some(({ landed }) => landed !== undefined)) {
        ledger.wrong.push(`operation ${operation.form.number} was called done, and never took effect`);
      }
    },
    /** When everybody was answered, and told that nothing was sent, nothing is sent until somebody sends it again. */
    left({ operation: id }: Sending): void {
      const operation = operations.get(id);
      const last = operation?.told.at(-1);
      const isCrossing = last?.code === "did_not_arrive" && now() - last.at < CROSSING_MS;
      if (operation && last && nothing(last) && operation.pending.size === 0 && !isCrossing) {
        ledger.wrong.push(
          `operation ${operation.form.number} was sent by itself after its agent was told: ${last.code}`,
        );
      }
    },
    /** At the end: what was called refused or not sent was none of what had left before. */
    judge(): void {
      for (const [id, { form, told }] of operations) {
        for (const { what, code, at } of told.filter(nothing)) {
          const taken = ledger
            .of(id)
            .some(({ left, landed }) => left <= at && landed !== undefined && landed - left < LANDS_WITHIN_MS);
          if (taken) ledger.wrong.push(`operation ${form.number} was called ${what} (${code}), and took effect`);
        }
      }
    },
    /** Those that a console still owes an answer. */
    unanswered: () => [...operations.values()].filter(isPending).map(({ form }) => form.number),
  };
}

export type Book = ReturnType<typeof openBook>;
