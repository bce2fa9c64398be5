import "server-only";
import { dirname, join } from "node:path";
import { z } from "zod";
import { readProxies } from "@/lib/auth/client-address";
import { sqliteFile } from "@/lib/db/sqlite-file";
import { isWholeAddress } from "@/lib/db/whole-address";
import { readSso, ssoVariables } from "@/lib/sso/config";
import { isAdapty, LOOPBACK, whyMisplaced } from "./env-keys";
import { outsideVariables, readOutside } from "./env-outside";

/** `previousSecretKey`: for the time in which a key is exchanged, the one that Adapty may still go by. */
export type App = { id: string; name: string; secretKey: string; previousSecretKey?: string | undefined };

/** The keys that an app is asked with, the first before the other. */
export const keysOf = ({ secretKey, previousSecretKey }: App): string[] =>
  previousSecretKey === undefined ? [secretKey] : [secretKey, previousSecretKey];

const PRACTICE_APPS: App[] = [
  { id: "acme-ios", name: "Acme iOS", secretKey: "secret_practice_acme-ios" },
  { id: "acme-android", name: "Acme Android", secretKey: "secret_practice_acme-android" },
];
const ADAPTY_URL = "https://api.adapty.io";

const secretKey = z
  .string("is missing")
  .regex(/^[\x21-\x7E]+$/, "holds a space, a line break or another character that no key has");

const APP_ID = "must be an app id of 1 to 40 small letters, digits and dashes";
const APP = `must be an object such as {"id":"ios","name":"Acme iOS","secretKey":"..."} and hold nothing else`;

// Wrong names in it are not repeated: one may be a key that was put in the wrong place.
const appSchema = z.strictObject(
  {
    id: z.string(APP_ID).regex(/^[a-z0-9-]{1,40}$/, APP_ID),
    name: z.string("needs a name").min(1, "needs a name"),
    secretKey,
    previousSecretKey: secretKey.optional(),
  },
  APP,
);

const LIST = `must be a list of one app or more: [{"id":"ios","name":"Acme iOS","secretKey":"..."}]`;

const appsSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: `is not JSON: it ${LIST}` });
      return z.NEVER;
    }
  })
  .pipe(z.array(appSchema, LIST).min(1, LIST))
  .refine((apps) => new Set(apps.map((app) => app.id)).size === apps.length, { error: "names one app id twice" });

const PORT = "must be a whole number from 0 to 65535";
const port = z.coerce.number<string>(PORT).int(PORT).min(0, PORT).max(65535, PORT);
const MONTHS = "must be a whole number of months from 0 (keep all) to 1200";
const LOOKS = "must be a whole number of customers from 0 (any number) to 100000";
const IDLE = "must be a whole number of minutes from 5 to 480";
const HOURS = "must be a whole number of hours from 1 to 24";
const origin = z
  .url({ protocol: /^https?$/, error: "must be an http or https address such as https://support.example.com" })
  .transform((text) => new URL(text).origin);

const proxies = z.string().transform((text, context) => {
  const isOurs = readProxies(text);
  if (isOurs) return isOurs;
  context.addIssue({ code: "custom", message: "must be addresses or networks such as 10.0.0.1, 172.16.0.0/12" });
  return z.NEVER;
});

const variablesSchema = z.object({
  ADAPTY_SECRET_KEY: secretKey.optional(),
  ADAPTY_PREVIOUS_SECRET_KEY: secretKey.optional(),
  ADAPTY_APPS: appsSchema.optional(),
  ADAPTY_URL: origin.optional(),
  ADAPTY_URL_IS_STAND_IN: z.enum(["true", "false"], { error: "must be true or false" }).default("false"),
  EMULATOR_PORT: port.default(4010),
  EMULATOR_FILE: z.string().default("data/emulator.db"),
  EMULATOR_KEYS: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, "must begin with file: (SQLite) or postgres:// (PostgreSQL)")
    .refine((url) => !url.startsWith("postgres") || isWholeAddress(url), {
      error:
        "is not an address such as postgres://user:password@host/database: within a part of it write @ : / ? # as %40 %3A %2F %3F %23",
    })
    .default("file:data/console.db"),
  AUDIT_KEY_FILE: z.string().optional(),
  AUDIT_CHECKPOINT_FILE: z.string().optional(),
  ERASED_LIST_FILE: z.string().optional(),
  AUDIT_ARCHIVE_DIR: z.string().optional(),
  RETENTION_MONTHS: z.coerce.number<string>(MONTHS).int(MONTHS).min(0, MONTHS).max(1200, MONTHS).default(13),
  LOOKS_PER_HOUR: z.coerce.number<string>(LOOKS).int(LOOKS).min(0, LOOKS).max(100_000, LOOKS).default(300),
  SESSION_IDLE_MINUTES: z.coerce.number<string>(IDLE).int(IDLE).min(5, IDLE).max(480, IDLE).default(30),
  SESSION_HOURS: z.coerce.number<string>(HOURS).int(HOURS).min(1, HOURS).max(24, HOURS).default(10),
  SESSION_SECRET: z.string().min(32, "is too short: set it to 32 random characters or more").optional(),
  PUBLIC_URL: origin.optional(),
  ...ssoVariables,
  ...outsideVariables,
  TRUSTED_PROXIES: proxies.prefault(""),
  PORT: port.default(3000),
  TIME_ZONE: z
    .string()
    .default("UTC")
    .refine((zone) => isTimeZone(zone), { error: "is not an IANA time zone such as Europe/Paris" }),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Where the console keeps what is its own: beside the SQLite file. */
const homeOf = (databaseUrl: string): string =>
  databaseUrl.startsWith("file:") ? dirname(sqliteFile(databaseUrl)) : "data";

/**
 * Reads the environment once. Without ADAPTY_SECRET_KEY and ADAPTY_APPS the console is in practice mode, on the emulator.
 * Throws one sentence per wrong variable, each on a line; no value is ever repeated in it.
 */
export function parseEnv(variables: Record<string, string | undefined>) {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = variablesSchema.safeParse(filled);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`).join("\n"));
  }
  const { ADAPTY_SECRET_KEY, ADAPTY_PREVIOUS_SECRET_KEY, ADAPTY_APPS, ...rest } = parsed.data;
  if (ADAPTY_PREVIOUS_SECRET_KEY && !ADAPTY_SECRET_KEY) {
    throw new Error("ADAPTY_PREVIOUS_SECRET_KEY goes with ADAPTY_SECRET_KEY, which is not set: set it, or unset both.");
  }
  const onlyApp = { id: "app", name: "My app", previousSecretKey: ADAPTY_PREVIOUS_SECRET_KEY };
  const liveApps: App[] | undefined =
    ADAPTY_APPS ?? (ADAPTY_SECRET_KEY ? [{ ...onlyApp, secretKey: ADAPTY_SECRET_KEY }] : undefined);
  const mode = liveApps ? ("live" as const) : ("practice" as const);
  const adaptyUrl = rest.ADAPTY_URL ?? (mode === "live" ? ADAPTY_URL : `http://127.0.0.1:${rest.EMULATOR_PORT}`);
  if (mode === "practice" && !LOOPBACK.test(new URL(adaptyUrl).hostname)) {
    throw new Error("ADAPTY_URL names another machine but no key is set: set ADAPTY_SECRET_KEY, or unset ADAPTY_URL.");
  }
  const keys = liveApps?.flatMap(keysOf);
  const misplaced = keys && whyMisplaced(keys, adaptyUrl, rest.ADAPTY_URL_IS_STAND_IN === "true");
  if (misplaced) throw new Error(misplaced);
  if (mode === "live" && !rest.SESSION_SECRET) {
    throw new Error("SESSION_SECRET is missing: with a live key set it to 32 random characters or more.");
  }
  return {
    mode,
    apps: liveApps ?? PRACTICE_APPS,
    adaptyUrl,
    emulator: { port: rest.EMULATOR_PORT, file: rest.EMULATOR_FILE, keys: rest.EMULATOR_KEYS },
    /** In live mode what answers in Adapty's place, as somebody has asked for. */
    standIn: mode === "live" && !isAdapty(adaptyUrl) ? adaptyUrl : null,
    ownEmulator: mode === "practice" && !rest.ADAPTY_URL,
    databaseUrl: rest.DATABASE_URL,
    audit: {
      keyFile: rest.AUDIT_KEY_FILE ?? join(homeOf(rest.DATABASE_URL), "audit-key.pem"),
      checkpointFile: rest.AUDIT_CHECKPOINT_FILE ?? join(homeOf(rest.DATABASE_URL), "audit-checkpoints.jsonl"),
      archiveFolder: rest.AUDIT_ARCHIVE_DIR ?? join(homeOf(rest.DATABASE_URL), "audit-archive"),
      retentionMonths: rest.RETENTION_MONTHS,
    },
    looksPerHour: rest.LOOKS_PER_HOUR,
    erasedListFile: rest.ERASED_LIST_FILE ?? join(homeOf(rest.DATABASE_URL), "erased-customers.jsonl"),
    session: { idleMs: rest.SESSION_IDLE_MINUTES * 60_000, seconds: rest.SESSION_HOURS * 3600 },
    sessionSecret: rest.SESSION_SECRET ?? "practice mode has nothing to protect",
    isOurProxy: rest.TRUSTED_PROXIES,
    publicUrl: rest.PUBLIC_URL ?? `http://127.0.0.1:${rest.PORT}`,
    sso: readSso(rest),
    outside: readOutside(rest),
    timeZone: rest.TIME_ZONE,
  };
}

/** A console that cannot run says why and ends, whoever started it: Next would go on after an error and repeat its trace. */
function readEnv() {
  try {
    return parseEnv(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** `build`: one text for each build, which next.config.js writes in the place of its name. */
export const env = { ...readEnv(), build: process.env.CONSOLE_BUILD ?? "development" };
