import { z } from "zod";
import { LOOPBACK } from "./env-keys";
import { logLevels } from "./log/levels";

/** Where alerts are posted to, and what they are signed with. */
export type Webhook = { url: string; secret: string | undefined };

const RECEIVER = "must be an https address without a name or password in it (http only on this machine)";
const secret = (least: number) =>
  z
    .string()
    .regex(/^[\x21-\x7E]+$/, "holds a space, a line break or another character that none has")
    .min(least, `is too short: set it to ${least} random characters or more`)
    .optional();

function isReceiver(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const safe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return safe && !username && !password;
}

const NOT_BASE64 =
  "begins with whsec_, so what follows must be base64 of 24 bytes or more: copy it whole, or set 24 random characters of another kind";

/** What is no base64 would be read as fewer bytes, or none, and sign with what anybody can guess. */
function isSigningSecret(text: string | undefined): boolean {
  if (!text?.startsWith("whsec_")) return true;
  const encoded = text.slice("whsec_".length);
  const bytes = Buffer.from(encoded, "base64");
  return bytes.length >= 24 && bytes.toString("base64") === encoded;
}

/** The variables of how the console is watched from outside, all of them optional. */
export const outsideVariables = {
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
  METRICS_TOKEN: secret(32),
  ALERT_WEBHOOK_URL: z.string().refine(isReceiver, { error: RECEIVER }).optional(),
  ALERT_WEBHOOK_SECRET: secret(24).refine(isSigningSecret, { error: NOT_BASE64 }),
};

const namesSchema = z.object(outsideVariables);

/** What the parsed variables say. Throws one sentence when a secret is there and nowhere to post to. */
export function readOutside(variables: z.infer<typeof namesSchema>) {
  const { LOG_LEVEL: logLevel, METRICS_TOKEN: metricsToken, ALERT_WEBHOOK_URL: url } = variables;
  const { ALERT_WEBHOOK_SECRET: secret } = variables;
  if (secret && !url) {
    throw new Error("ALERT_WEBHOOK_SECRET goes with ALERT_WEBHOOK_URL, which is not set: set it, or unset both.");
  }
  const webhook: Webhook | null = url ? { url, secret } : null;
  return { logLevel, metricsToken, webhook };
}
