import type { CustomerView } from "@/lib/access/view";
import type { Settings } from "@/lib/settings/settings";

/** The access levels to choose from: those of Settings for this app, then those the customer has or was asked for. */
export function levelOptions(
  view: Pick<CustomerView, "app" | "accessLevels">,
  { grantables }: Pick<Settings, "grantables">,
  asked: string | undefined,
): string[] {
  const granted = grantables.filter(({ app }) => app === view.app).map(({ accessLevelId }) => accessLevelId);
  const held = (view.accessLevels ?? []).map((level) => level.access_level_id);
  return [...new Set([...granted, ...held, asked])].filter((id) => typeof id === "string" && id !== "") as string[];
}
