import { z } from "zod";
import { instant, requiredText } from "./fields";

/** Body of grant access level. `expires_at` null or absent is lifetime and may lie in the past; `starts_at` may lie ahead. */
export const grantAccessLevelSchema = z.strictObject({
  access_level_id: requiredText,
  starts_at: instant.nullish(),
  expires_at: instant.nullish(),
});

/** Body of revoke access level. `revoke_at` null or absent is now; otherwise in the future and not past the current end. */
export const revokeAccessLevelSchema = z.strictObject({
  access_level_id: requiredText,
  revoke_at: instant.nullish(),
});

export type GrantAccessLevel = z.infer<typeof grantAccessLevelSchema>;
export type RevokeAccessLevel = z.infer<typeof revokeAccessLevelSchema>;
