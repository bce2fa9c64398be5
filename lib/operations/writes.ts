import "server-only";
import type { z } from "zod";
import type { Answer, EmptyAnswer } from "@/lib/adapty/answer";
import { deleteProfile, grantAccessLevel, revokeAccessLevel, setTransaction, updateProfile } from "@/lib/adapty/calls";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import { whyFieldRefused } from "@/lib/auth/permissions";
import type { App } from "@/lib/env";
import { type OperationName, operationNames } from "./catalogue";
import { checkComp, checkCompEnd, checkGrant, checkRevoke, checkTakingBack, type Guard } from "./comp-guard";
import { checkDelete, checkDeleter } from "./delete-guard";
import { type Gift, giftOfGrant, giftOfTransaction } from "./gift";
import type { bodySchemas } from "./input";
import {
  type Looking,
  type ReadBack,
  readBackDelete,
  readBackGrant,
  readBackRevoke,
  readBackTransaction,
  readBackUpdate,
} from "./read-back";
import type { Beyond } from "./second-person";
import type { Readable } from "./snapshot";

type Body<Name extends OperationName> = z.infer<(typeof bodySchemas)[Name]>;

type Write<Body> = {
  /** The one call to Adapty. */
  send: (app: App, identity: { profileId: string }, body: Body) => Promise<Answer | EmptyAnswer>;
  /** Did it arrive? Judged on a profile read later; null: Adapty has no such profile any more. */
  readBack: (profile: Readable | null, body: Body, looking: Looking) => ReadBack;
  /** A sentence when this agent may not do just this, though the operation is theirs. */
  guard?: (body: Body, guard: Guard, role: string) => string | null;
  /** The access that it opens: what the limits of a role are about. */
  gives?: (body: Body, guard: Guard) => Gift | null;
  /** What this role may not do alone, and a second person may let pass. */
  beyond?: (body: Body, guard: Guard, role: string) => Beyond | null;
  /** Whether what it makes carries an id of this operation alone, so that it is known however late it arrives. */
  makesOwnId?: true;
  /** Whether doing it twice is the same as once in every respect, also for whoever counts. */
  repeatable?: true;
};

/** A sentence for the first field that this role may not set. */
function checkFields(body: ProfileUpdate, role: string): string | null {
  for (const field of Object.keys(body) as (keyof ProfileUpdate)[]) {
    const refused = whyFieldRefused(role, field);
    if (refused) return refused;
  }
  return null;
}

/** What is gone shows nothing of what was asked. */
const ofWhatIsThere =
  <Body>(judge: (profile: Readable, body: Body, looking: Looking) => ReadBack) =>
  (profile: Readable | null, body: Body, looking: Looking): ReadBack =>
    profile ? judge(profile, body, looking) : "cannot_tell";

type Writes = { [Name in OperationName]: Write<Body<Name>> };

/** How each operation is sent, and how it is known to have arrived. Nothing else in the console writes to Adapty. */
export const writes: Writes = {
  "profile.update": {
    send: updateProfile,
    readBack: ofWhatIsThere(readBackUpdate),
    guard: (body, _guard, role) => checkFields(body, role),
    repeatable: true,
  },
  "transaction.set": { send: setTransaction, readBack: ofWhatIsThere(readBackTransaction), gives: giftOfTransaction },
  "comp.grant": {
    send: setTransaction,
    readBack: ofWhatIsThere((profile, body, looking) =>
      // Its id is of this operation alone, so there was none before, whether Adapty said so or not.
      readBackTransaction(profile, body, { ...looking, before: { ...looking.before, subscriptions: [] } }),
    ),
    guard: checkComp,
    gives: giftOfTransaction,
    makesOwnId: true,
  },
  "comp.end": { send: setTransaction, readBack: ofWhatIsThere(readBackTransaction), guard: checkCompEnd },
  "comp.undo": { send: setTransaction, readBack: ofWhatIsThere(readBackTransaction), guard: checkTakingBack },
  "comp.reopen": {
    send: setTransaction,
    readBack: ofWhatIsThere(readBackTransaction),
    guard: checkTakingBack,
    gives: giftOfTransaction,
  },
  "access.grant": {
    send: grantAccessLevel,
    readBack: ofWhatIsThere(readBackGrant),
    guard: checkGrant,
    gives: giftOfGrant,
  },
  "access.revoke": { send: revokeAccessLevel, readBack: ofWhatIsThere(readBackRevoke), guard: checkRevoke },
  "profile.delete": {
    send: (app, identity) => deleteProfile(app, identity),
    readBack: readBackDelete,
    guard: checkDelete,
    beyond: (_body, _guard, role) => checkDeleter(role),
  },
};

export const withOwnId = operationNames.filter((name) => writes[name].makesOwnId);
