import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf, type Failure } from "../../../action-failure";
import { CheckFailure } from "../../../check-failure";
import { checkOperation } from "./actions";
import { customerQuery } from "./customer-query";

const unanswered = "The console did not answer, so Adapty may not have been asked. Check again in a moment.";

/** Asks Adapty what became of an operation that is still open, and reads the customer anew. */
export function CheckNow({ id, app, profileId }: { id: string; app: string; profileId: string }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const check = async () => {
    setBusy(true);
    setFailure(null);
    const result = await answerOf(checkOperation({ operationId: id, app, profileId }), unanswered);
    await client.refetchQueries({ queryKey: customerQuery(app, profileId).queryKey });
    setBusy(false);
    if (!result.ok) setFailure(result.error);
  };
  return (
    <>
      <button type="button" aria-busy={busy} className="link min-h-6 text-sm" onClick={check}>
        {busy ? "Checking with Adapty" : "Check with Adapty"}
      </button>
      <CheckFailure failure={failure} />
    </>
  );
}
