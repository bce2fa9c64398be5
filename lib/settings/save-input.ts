import { z } from "zod";
import { settingsSchema } from "./settings";

/** `seen`: when the settings on the agent's screen had been saved, so that nobody overwrites what they have not seen. */
export const saveInput = z.strictObject({ seen: z.iso.datetime().max(40).nullable(), body: settingsSchema });
