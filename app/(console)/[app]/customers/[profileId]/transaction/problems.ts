import { z } from "zod";
import { transactionSchema } from "@/lib/adapty/transaction";
import type { Reason } from "@/lib/settings/reasons";
import { freeWhySchemaOf, whySchemaOf } from "../comp/why";
import { type TransactionDraft, toBody } from "./draft";
import { sayProblem } from "./say-problem";

export type TransactionForm = TransactionDraft & { reason: string; note: string; ticket: string };

export type Problem = {
  /** The request's field, dotted: "price.value". */
  field: string;
  message: string;
  /** True for what is plainly wrong while the agent still types; false for what is merely not there yet. */
  atOnce: boolean;
};

export const toWhy = ({ reason, note, ticket }: TransactionForm) => ({
  ...(reason && { reason }),
  ...(note.trim() && { note: note.trim() }),
  ...(ticket.trim() && { ticket: ticket.trim() }),
});

type Ask = (form: TransactionForm) => boolean;
/**
 * `isTaken`: whether the customer has this transaction id already, where that is an error; `isGrant`: whether it counts as
 * one, and so takes one of the `reasons`.
 */
export type Judging = { isTaken: Ask; isGrant: Ask; reasons: Reason[] };
const TAKEN =
  "This customer already has this transaction. A renewal needs an id of its own; to change that one, use Correct on it.";

/** All that keeps this form from being sent, judged by the very schemas the server parses with, at most one per field. */
export function findProblems(form: TransactionForm, { isTaken, isGrant, reasons }: Judging): Problem[] {
  const why = isGrant(form)
    ? whySchemaOf(reasons).safeParse({ ...toWhy(form), reason: form.reason })
    : freeWhySchemaOf(reasons).safeParse(toWhy(form));
  const issues = [...(transactionSchema.safeParse(toBody(form)).error?.issues ?? []), ...(why.error?.issues ?? [])];
  const problems = new Map<string, Problem>();
  for (const issue of issues) {
    const field = issue.path.join(".");
    const atOnce = issue.code === "too_big" || (issue.code === "custom" && issue.params?.error_code !== undefined);
    if (!problems.has(field)) problems.set(field, { field, message: sayProblem(issue.message), atOnce });
  }
  // Adapty takes a body without it for Production, so the schema does, too: here somebody has to say it.
  if (form.environment === "")
    problems.set("environment", { field: "environment", message: "Required.", atOnce: false });
  const id = "store_transaction_id";
  if (!problems.has(id) && isTaken(form)) problems.set(id, { field: id, message: TAKEN, atOnce: true });
  return [...problems.values()];
}

/** The form as a schema, for react-hook-form. */
export const formSchemaOf = (judging: Judging) =>
  z.custom<TransactionForm>().superRefine((form, context) => {
    for (const { field, message } of findProblems(form, judging)) {
      context.addIssue({ code: "custom", path: field.split("."), message });
    }
  });
