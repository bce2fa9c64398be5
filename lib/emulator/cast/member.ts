import type { AppId } from "../catalogue";
import type { SeedProfile } from "../seed";

export type CastMember = { app: AppId; seed: SeedProfile; story: string };

const member =
  (app: AppId) =>
  (customerUserId: string, story: string, seed: Omit<SeedProfile, "customer_user_id">): CastMember => ({
    app,
    story,
    seed: { customer_user_id: customerUserId, ...seed },
  });

export const ios = member("acme-ios");
export const android = member("acme-android");
