import { type Left, sayLeft } from "@/lib/operations/left";
import type { useLeft } from "./use-left";

type LeftLineProps = ReturnType<typeof useLeft> & {
  /** Whether a colleague can be asked for more. */
  mayAsk: boolean;
  before?: string;
};

function say(left: Left | undefined, expected: boolean, isError: boolean): string | null {
  if (left) return sayLeft(left);
  if (!expected) return null;
  return isError
    ? "What is left of your limits could not be read. It is checked when you send."
    : "Reading what is left of your limits…";
}

/** What is left of the agent's limits, before anything is pressed. */
export function LeftLine({ left, expected, isError, mayAsk, before }: LeftLineProps) {
  const said = say(left, expected, isError);
  if (said === null) return null;
  return (
    <p className="text-sm text-ink-soft">
      {before} {said} {left && mayAsk && "For more than that, ask for approval."}
    </p>
  );
}
