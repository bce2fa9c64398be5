import { type Failure, saysWho } from "./action-failure";
import { SignInHere } from "./sign-in-here";

/** Beside the button that asked Adapty what became of a write: why that is still not known. */
export function CheckFailure({ failure }: { failure: Failure | null }) {
  if (!failure) return null;
  const { outcome, code, message } = failure;
  const checked = outcome === "unknown" && code !== "no_answer" && code !== "not_checked";
  return (
    <div role="alert" className="w-full space-y-1 text-sm">
      <p>{checked ? "Adapty still does not confirm it." : message}</p>
      {saysWho(failure) && <SignInHere />}
    </div>
  );
}
