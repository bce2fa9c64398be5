import { z } from "zod";
import { type Role, roles } from "@/lib/auth/permissions";

/** `issuer` as the provider writes it; `defaultRole` of whoever comes uninvited, none: they are refused; `only`: passwords are refused; `trustEmail`: it vouches for every e-mail that it tells. */
export type SsoConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  name: string;
  defaultRole: Role | "none";
  only: boolean;
  trustEmail: boolean;
};

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const ISSUER =
  "must be the https address that your provider calls its issuer, without ? and # (http only on this machine)";

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const safe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return safe && !username && !password && !search && !hash;
}

const plain = z.string().regex(/^[\x21-\x7E]+$/, "holds a space, a line break or another character that none has");
const roleNames = [...roles, "none"] as const;

/** The variables of single sign-on, all of them optional: without any of them there is none. */
export const ssoVariables = {
  OIDC_ISSUER: z.string().refine(isIssuer, { error: ISSUER }).optional(),
  OIDC_CLIENT_ID: plain.optional(),
  OIDC_CLIENT_SECRET: plain.optional(),
  OIDC_NAME: z
    .string()
    .trim()
    .regex(/^\P{Cc}{1,40}$/u, "must be a name of 1 to 40 characters such as Acme SSO")
    .optional(),
  OIDC_DEFAULT_ROLE: z.enum(roleNames, { error: `must be one of ${roleNames.join(", ")}` }).optional(),
  OIDC_ONLY: z.enum(["true", "false"], { error: "must be true or false" }).optional(),
  OIDC_TRUST_EMAIL: z.enum(["true", "false"], { error: "must be true or false" }).optional(),
};

const namesSchema = z.object(ssoVariables);

/** What the parsed variables say; null without single sign-on. Throws one sentence when only half of it is there. */
export function readSso(variables: z.infer<typeof namesSchema>): SsoConfig | null {
  const set = Object.keys(ssoVariables).filter((name) => variables[name as keyof typeof variables] !== undefined);
  if (set.length === 0) return null;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = variables;
  if (!issuer || !clientId) {
    const missing = issuer ? "OIDC_CLIENT_ID" : "OIDC_ISSUER";
    const why = "single sign-on needs OIDC_ISSUER and OIDC_CLIENT_ID";
    throw new Error(`${missing} is missing: ${why}. Set it, or unset every variable that begins with OIDC_.`);
  }
  return {
    issuer,
    clientId,
    clientSecret: variables.OIDC_CLIENT_SECRET,
    name: variables.OIDC_NAME ?? "single sign-on",
    defaultRole: variables.OIDC_DEFAULT_ROLE ?? "viewer",
    only: variables.OIDC_ONLY === "true",
    trustEmail: variables.OIDC_TRUST_EMAIL === "true",
  };
}
