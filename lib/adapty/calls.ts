import "server-only";
import type { z } from "zod";
import type { App } from "@/lib/env";
import {
  type GrantAccessLevel,
  grantAccessLevelSchema,
  type RevokeAccessLevel,
  revokeAccessLevelSchema,
} from "./access-level";
import type { Answer, EmptyAnswer } from "./answer";
import { callAdapty, type Door } from "./client";
import type { AdaptyFailure } from "./errors";
import type { Identity } from "./identity";
import { GRANT, PROFILE, REVOKE, SET_TRANSACTION } from "./paths";
import { type ProfileUpdate, profileUpdateSchema } from "./profile-update";
import { type Transaction, transactionSchema } from "./transaction";

/** Writes to a customer that exists go to the profile itself: a customer id may be pasted wrong, or move. */
export type ProfileIdentity = { profileId: string };

function notSendable(error: z.ZodError): { ok: false; error: AdaptyFailure } {
  const fields = error.issues.map((issue) => ({ field: issue.path.join(".") || null, message: issue.message }));
  const message = "Some fields need attention. Nothing was sent.";
  return { ok: false, error: { kind: "not_reached", code: "invalid_body", message, fields } };
}

type Write = { app: App; identity: Identity; method: "POST" | "PATCH"; path: string; door?: Partial<Door> };

async function write<Body>(to: Write, schema: z.ZodType<Body>, body: Body): Promise<Answer> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return notSendable(parsed.error);
  const { door, ...call } = to;
  return callAdapty({ ...call, body: parsed.data, answers: "profile" }, door);
}

/** GET profile: one call for everything Adapty tells of a customer; `raw` is the whole JSON answer. Retried when harmless. */
export function getProfile(app: App, identity: Identity, door?: Partial<Door>): Promise<Answer> {
  return callAdapty({ app, identity, method: "GET", path: PROFILE, answers: "profile" }, door);
}

/** POST profile: creates the customer; with both ids it attaches the customer id to that existing profile. */
export function createProfile(
  app: App,
  identity: Identity,
  body: ProfileUpdate,
  door?: Partial<Door>,
): Promise<Answer> {
  return write({ app, identity, method: "POST", path: PROFILE, door }, profileUpdateSchema, body);
}

/** PATCH profile: send changed fields only; what is absent stays, null clears. */
export function updateProfile(
  app: App,
  identity: ProfileIdentity,
  body: ProfileUpdate,
  door?: Partial<Door>,
): Promise<Answer> {
  return write({ app, identity, method: "PATCH", path: PROFILE, door }, profileUpdateSchema, body);
}

/** DELETE profile: cannot be undone. Done is Adapty's empty 204 and nothing else. */
export function deleteProfile(app: App, identity: ProfileIdentity, door?: Partial<Door>): Promise<EmptyAnswer> {
  return callAdapty({ app, identity, method: "DELETE", path: PROFILE, answers: "nothing" }, door);
}

/** POST set transaction: books revenue and fires events; the same `store_transaction_id` updates in place. */
export function setTransaction(
  app: App,
  identity: ProfileIdentity,
  body: Transaction,
  door?: Partial<Door>,
): Promise<Answer> {
  return write({ app, identity, method: "POST", path: SET_TRANSACTION, door }, transactionSchema, body);
}

/** POST grant access level: access without a transaction, so not in analytics. No `expires_at` is lifetime. */
export function grantAccessLevel(
  app: App,
  identity: ProfileIdentity,
  body: GrantAccessLevel,
  door?: Partial<Door>,
): Promise<Answer> {
  return write({ app, identity, method: "POST", path: GRANT, door }, grantAccessLevelSchema, body);
}

/** POST revoke access level: ends it now (no `revoke_at`) or at a moment before its end. Stops no billing at a store. */
export function revokeAccessLevel(
  app: App,
  identity: ProfileIdentity,
  body: RevokeAccessLevel,
  door?: Partial<Door>,
): Promise<Answer> {
  return write({ app, identity, method: "POST", path: REVOKE, door }, revokeAccessLevelSchema, body);
}
