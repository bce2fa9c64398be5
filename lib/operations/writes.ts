import "server-only";
import type { z } from "zod";
import type { Answer } from "@/lib/adapty/calls";
import { grantAccessLevel, revokeAccessLevel, setTransaction, updateProfile } from "@/lib/adapty/calls";
import { can, whyNot } from "@/lib/auth/permissions";
import type { Agent } from "@/lib/auth/session";
import type { App } from "@/lib/env";
import type { Settings } from "@/lib/settings/settings";
import type { OperationName } from "./catalogue";
import { checkComp, checkCompEnd } from "./comp-guard";
import type { bodySchemas } from "./input";
import { type ReadBack, readBackGrant, readBackRevoke, readBackTransaction, readBackUpdate } from "./read-back";
import type { Readable } from "./snapshot";

type Body<Name extends OperationName> = z.infer<(typeof bodySchemas)[Name]>;

export type Guard = { agent: Agent; settings: Settings; app: string; before: Readable; now: number };

type Write<Body> = {
  /** The one call to Adapty. */
  send: (app: App, identity: { profileId: string }, body: Body) => Promise<Answer>;
  /** Did it arrive? Judged on a profile read later. */
  readBack: (profile: Readable, body: Body, now: number) => ReadBack;
  /** A sentence when this agent may not do just this, though the operation is theirs. */
  guard?: (body: Body, guard: Guard) => string | null;
};

type Writes = { [Name in OperationName]: Write<Body<Name>> };

/** How each operation is sent, and how it is known to have arrived. Nothing else in the console writes to Adapty. */
export const writes: Writes = {
  "profile.update": { send: updateProfile, readBack: readBackUpdate },
  "transaction.set": { send: setTransaction, readBack: readBackTransaction },
  "comp.grant": { send: setTransaction, readBack: readBackTransaction, guard: checkComp },
  "comp.end": { send: setTransaction, readBack: readBackTransaction, guard: checkCompEnd },
  "access.grant": {
    send: grantAccessLevel,
    readBack: readBackGrant,
    guard: (body, { agent }) =>
      (body.expires_at ?? null) === null && !can(agent.role, "comp.lifetime")
        ? whyNot(agent.role, "comp.lifetime")
        : null,
  },
  "access.revoke": { send: revokeAccessLevel, readBack: readBackRevoke },
};
