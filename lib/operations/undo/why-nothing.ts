import type { OperationName } from "../catalogue";
import type { Done } from "./undo-plan";

const never = {
  "profile.delete": "A deletion cannot be undone: Adapty keeps nothing of the customer.",
  "comp.undo": "A comp that was taken back stays so. To give it again, grant access.",
  "comp.reopen": "A comp that was given back is ended again like any other.",
} as const satisfies Partial<Record<OperationName, string>>;

type Never = keyof typeof never;
export type Undoable = Exclude<OperationName, Never>;
const isNever = (name: OperationName): name is Never => Object.hasOwn(never, name);

/**
 * What can never be undone, in a sentence that the form says beforehand; undefined for what can, as far as its name and its
 * body tell.
 */
function whyNever(name: OperationName, request: unknown): string | undefined {
  if (isNever(name)) return never[name];
  const { price } = (request ?? {}) as { price?: { value?: unknown } };
  if (name === "transaction.set" && price?.value !== 0)
    return "A transaction that books revenue cannot be undone from here. What is wrong in it can be corrected, its refund too.";
  return undefined;
}

/** Why there is nothing to undo, as far as its own row tells; undefined where there may be. */
export function whyNothingToUndo({
  name,
  state,
  request,
  erasedAt,
}: Pick<Done, "name" | "state" | "request" | "erasedAt">): string | undefined {
  if (erasedAt) return "What was asked and what it changed was erased, so it cannot be undone from here.";
  if (state === "rejected" || state === "not_applied") return "It was not done, so there is nothing to undo.";
  if (state !== "applied") return "It is not confirmed yet. Once it is, it can be undone.";
  return whyNever(name, request);
}
