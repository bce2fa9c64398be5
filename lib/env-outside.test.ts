import { expect, test } from "vitest";
import { parseEnv } from "./env";
import { complaint } from "./env.fixture";

const url = "https://hooks.acme.test/x?y=z";
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("without any variable the console tells what is worth telling, shows no metrics and alerts nobody outside", () => {
  expect(parseEnv({}).outside).toEqual({ logLevel: "info", metricsToken: undefined, webhook: null });
});

test("what is set is taken as it is", () => {
  const metricsToken = "m".repeat(32);
  const set = { LOG_LEVEL: "debug", METRICS_TOKEN: metricsToken, ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret };
  expect(parseEnv(set).outside).toEqual({ logLevel: "debug", metricsToken, webhook: { url, secret } });
});

test.each(["http://127.0.0.1:9000/alerts", "http://localhost/x", "http://[::1]:1/"])(
  "alerts may be posted to this machine without https: %s",
  (here) => {
    expect(parseEnv({ ALERT_WEBHOOK_URL: here }).outside.webhook).toEqual({ url: here, secret: undefined });
  },
);

test.each([
  ["ALERT_WEBHOOK_URL", "http://hooks.acme.test/x", /^ALERT_WEBHOOK_URL must be an https address/],
  ["ALERT_WEBHOOK_URL", "http://127.0.0.1.evil.test/", /must be an https address/],
  ["ALERT_WEBHOOK_URL", "https://ada:CANARY@hooks.acme.test/", /must be an https address/],
  ["ALERT_WEBHOOK_URL", "ftp://127.0.0.1/CANARY", /must be an https address/],
  ["ALERT_WEBHOOK_URL", "CANARY", /must be an https address/],
  ["ALERT_WEBHOOK_SECRET", secret, /^ALERT_WEBHOOK_SECRET goes with ALERT_WEBHOOK_URL, which is not set/],
  [
    "ALERT_WEBHOOK_SECRET",
    "whsec_CANARY!!!!!!!!!!!!!!!!!!!!!",
    /^ALERT_WEBHOOK_SECRET begins with whsec_, so what follows must be base64 of 24 bytes or more/,
  ],
  ["ALERT_WEBHOOK_SECRET", "whsec_CANARY==CANARYCANARYCANARYCANA", /must be base64/],
  [
    "ALERT_WEBHOOK_SECRET",
    `whsec_${Buffer.from("CANARY of 23 bytes here").toString("base64")}`,
    /must be base64 of 24 bytes or more/,
  ],
  ["METRICS_TOKEN", "CANARY", /^METRICS_TOKEN is too short: set it to 32 random characters or more\.$/],
  ["METRICS_TOKEN", `CANARY ${"x".repeat(40)}`, /^METRICS_TOKEN holds a space/],
  ["LOG_LEVEL", "CANARY", /^LOG_LEVEL must be one of debug, info, warn, error\.$/],
])("%s=%s is refused, with a sentence that does not repeat it", (name, value, sentence) => {
  const said = complaint({ [name]: value });
  expect(said).toMatch(sentence);
  expect(said).not.toContain("CANARY");
});
