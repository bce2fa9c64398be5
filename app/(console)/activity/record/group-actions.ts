import { localOperations, operations } from "@/lib/operations/catalogue";
import { isRefusedOnly, knownActions, nameEvent } from "./name-event";

type Choice = readonly [action: string, label: string];

const nouns: Record<string, readonly string[]> = {
  "Changes at Adapty": ["profile", "transaction", "comp", "access"],
  Approvals: ["approval"],
  "Access to the console": ["account", "own", "elevation"],
  "Team and settings": ["invitation", "settings"],
  "Reading and exports": ["customer", "personal"],
  "The record": ["audit", "journal"],
};

/** What its noun does not tell. */
const others: Record<string, string> = {
  "profile.view": "Reading and exports",
  "audit.export": "Reading and exports",
  "customer.erase": "The record",
  "personal.erase": "The record",
};

const isTeams = (action: string) =>
  Object.hasOwn(localOperations, action) &&
  localOperations[action as keyof typeof localOperations].permission === "team.manage";

/** What was done goes by another name than some of what is refused: both in one list would read as twins. */
const REFUSED_ONLY = "Refused only";

function groupOf(action: string): string {
  if (isRefusedOnly(action)) return REFUSED_ONLY;
  if (Object.hasOwn(operations, action)) return "Changes at Adapty";
  if (isTeams(action)) return "Team and settings";
  const [noun = ""] = action.split(".");
  return others[action] ?? Object.keys(nouns).find((group) => nouns[group]?.includes(noun)) ?? "The record";
}

/** All that the record can hold, to choose from: by what it is about, each group by its labels. */
export const groupedActions: (readonly [group: string, choices: Choice[]])[] = [
  ...Object.keys(nouns),
  REFUSED_ONLY,
].map((group) => [
  group,
  knownActions
    .filter((action) => groupOf(action) === group)
    .map((action) => [action, nameEvent(action)] as const)
    .sort(([, one], [, other]) => one.localeCompare(other, "en")),
]);
