import { type CustomerView, toCustomerView } from "../../../lib/access/view";
import { PROFILE } from "../../../lib/adapty/paths";
import { type Profile, profileSchema } from "../../../lib/adapty/profile";
import { timeNow } from "../../../lib/world/world";
import { type Adapty, APP } from "./adapty";

export type Page = { profileId: string; profile: Profile; view: CustomerView; now: number };

/** A customer as their page shows them just now; undefined once they are gone. */
export async function openPage(adapty: Adapty, profileId: string): Promise<Page | undefined> {
  const now = timeNow();
  const { status, body } = await adapty.call({ method: "GET", path: PROFILE, profileId, body: "" });
  if (status === 404) return undefined;
  const profile = profileSchema.parse(JSON.parse(body).data);
  return { profileId, profile, view: toCustomerView(profile, APP, now), now };
}
