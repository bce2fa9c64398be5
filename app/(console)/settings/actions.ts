"use server";

import { agentAction } from "@/lib/operations/agent-action";
import { noLongerTheirs } from "@/lib/operations/outcome";
import { saveInput } from "@/lib/settings/save-input";
import { saveSettings } from "@/lib/settings/store";

export const updateSettings = agentAction({
  operation: "settings.update",
  stepUp: true,
  input: saveInput,
  run: async (actor, { seen, body }) => {
    const saved = await saveSettings(body, { seen, actor, now: new Date() });
    if (saved === "not_theirs") return noLongerTheirs("saved");
    if (saved !== "changed_since") return { ok: true, data: saved };
    const message =
      "Somebody else saved the settings while this page was open. Load what is saved now, then change it.";
    return { ok: false, error: { outcome: "not_sent", code: "changed_since", message } };
  },
});
