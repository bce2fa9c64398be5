import type { CustomerView } from "@/lib/access/view";
import type { Settings } from "@/lib/settings/settings";

/** The access levels to choose from: those of Settings for this app, then those the customer has. */
export function levelOptions(
  view: Pick<CustomerView, "app" | "accessLevels">,
  { grantables }: Pick<Settings, "grantables">,
): string[] {
  const granted = grantables.filter(({ app }) => app === view.app).map(({ accessLevelId }) => accessLevelId);
  const held = (view.accessLevels ?? []).map((level) => level.access_level_id);
  return [...new Set([...granted, ...held])].filter((id) => typeof id === "string" && id !== "") as string[];
}
