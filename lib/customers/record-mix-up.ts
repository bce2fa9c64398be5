import "server-only";
import { theConsole } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";

const MIXED_UP = "identity_mismatch";

/**
 * What the record tells whoever looks after security when Adapty answered with another customer than was asked for. `code`: of
 * the answer; `profileId`: who was asked for, absent where that was looked for by what somebody typed.
 */
export async function recordMixUp(
  code: string,
  { app, profileId }: { app: string; profileId?: string },
): Promise<void> {
  if (code !== MIXED_UP) return;
  const target = profileId === undefined ? undefined : ({ type: "profile", app, id: profileId.toLowerCase() } as const);
  await recordDenied({ actor: theConsole, action: "customer.mix_up", target, detail: { code, app } });
}
