import { checkProfileId } from "@/lib/adapty/identity";
import { recordAlone } from "@/lib/audit/record-alone";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { findApp, unknownApp } from "@/lib/customers/find-app";
import { readKept } from "@/lib/customers/kept";
import { getDatabase } from "@/lib/db/database";

/** All that this console keeps of a customer as a file, for whoever asks what is held of them. Recorded before it is sent. */
export const GET = agentRoute<{ app: string; profileId: string }>("customer.erase", async ({ agent, params }) => {
  const app = findApp(params.app);
  if (!app) return answer(404, unknownApp(params.app));
  const checked = checkProfileId(params.profileId);
  if (!checked.ok) return answer(400, { error: { code: "no_profile_id", message: checked.message } });
  const profileId = checked.id;
  try {
    const kept = await readKept(await getDatabase(), { app: app.id, profileId }, new Date());
    const { operations, events, requests } = kept;
    await recordAlone({
      actor: agent,
      action: "customer.export",
      target: { type: "profile", app: app.id, id: profileId },
      outcome: "done",
      detail: { operations: operations.length, events: events.length, requests: requests.length },
    });
    return new Response(JSON.stringify(kept, null, 2), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="kept-${profileId}.json"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    console.error("What is kept of a customer could not be downloaded.", String(error));
    const message = "Nothing was downloaded: the console could not read its database or write the download down in it.";
    return answer(500, { error: { code: "download_failed", message: `${message} Try again in a moment.` } });
  }
});
