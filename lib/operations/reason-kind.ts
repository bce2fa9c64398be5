import type { ReasonKind } from "@/lib/settings/reasons";
import type { LocalOperationName, OperationName } from "./catalogue";

const kinds: Partial<Record<OperationName | LocalOperationName, ReasonKind>> = {
  "comp.grant": "give",
  "access.grant": "give",
  "comp.reopen": "give",
  "comp.end": "end",
  "comp.undo": "end",
  "access.revoke": "end",
  "profile.delete": "delete",
  "personal.reveal": "reveal",
};

/**
 * Of which of the team's reasons an operation takes one; undefined for one that asks for none by its name: a
 * transaction asks for one to give by, when it counts as a grant. */
export const reasonKindOf = (name: OperationName | LocalOperationName): ReasonKind | undefined => kinds[name];
