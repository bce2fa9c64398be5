"use server";

import { z } from "zod";
import { agentAction } from "@/lib/operations/agent-action";
import { noLongerTheirs } from "@/lib/operations/outcome";
import { settingsSchema } from "@/lib/settings/settings";
import { saveSettings } from "@/lib/settings/store";

/** `seen`: when the settings on the agent's screen had been saved, so that nobody overwrites what they have not seen. */
export const updateSettings = agentAction({
  operation: "settings.update",
  stepUp: true,
  input: z.strictObject({ seen: z.string().max(40).nullable(), body: settingsSchema }),
  run: async (actor, { seen, body }) => {
    const saved = await saveSettings(body, { seen, actor, now: new Date() });
    if (saved === "not_theirs") return noLongerTheirs("saved");
    if (saved !== "changed_since") return { ok: true, data: saved };
    const message =
      "Somebody else saved the settings while this page was open. Load what is saved now, then change it.";
    return { ok: false, error: { outcome: "not_sent", code: "changed_since", message } };
  },
});
