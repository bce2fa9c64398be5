import { type CustomerView, toCustomerView } from "../../../lib/access/view";
import { PROFILE } from "../../../lib/adapty/paths";
import { type Profile, profileSchema } from "../../../lib/adapty/profile";
import { timeNow } from "../../../lib/world/world";
import { type Adapty, APP } from "./adapty";
import { customers } from "./office";

/** A customer by number, counted round, as their page shows them just now. */
export type Page = { profileId: string; profile: Profile; view: CustomerView; now: number };

export async function openPage(adapty: Adapty, customer: number): Promise<Page> {
  const profileId = (customers[customer % customers.length] as (typeof customers)[0]).profile_id;
  const now = timeNow();
  const { body } = await adapty.call({ method: "GET", path: PROFILE, profileId, body: "" });
  const profile = profileSchema.parse(JSON.parse(body).data);
  return { profileId, profile, view: toCustomerView(profile, APP, now), now };
}
