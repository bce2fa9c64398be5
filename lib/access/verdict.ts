import { parseInstant } from "@/lib/adapty/instant";
import { alsoPaying } from "./also-paying";
import { backingOf, isSandboxLevel } from "./backing";
import { isComp, isInGrace, isTrial, originOf, willRenew } from "./facts";
import { type Part, standingWords, untilWords } from "./parts";
import { type Proof, paidLine, prove } from "./proofs";
import { chainRowId, levelRowId, purchaseRowId } from "./row-id";
import { type LevelStanding, standingsOf } from "./standing";
import { stateOfCustomer, type Tone, wasRefunded } from "./state";
import type { CustomerView } from "./view";
import { levelTitle, storeName } from "./words";

export type Verdict = { answer: "yes" | "no" | "cannot_tell"; tone: Tone; headline: Part[]; proofs: Proof[] };

const LEVELS_SPOKEN = 4;
const LEVELS_MENTIONED = 8;

function source({ level }: LevelStanding, view: CustomerView, now: number): Part[] {
  const origin = originOf(level);
  const backing = backingOf(level, view);
  const row = backing.by === "chain" ? chainRowId(backing.chain) : levelRowId(level);
  const from = (what: string, rest = "", id = row): Part[] => [", from a ", { row: id, text: what }, rest];
  if (isComp(level)) return from(origin === "promotion" ? "promotion" : "comp");
  if (origin === "unknown") return [", of unknown origin"];
  const sandbox = isSandboxLevel(level, view) === true ? "Sandbox " : "";
  const store = ` (${storeName(level.store)})`;
  if (backing.by === "purchase") return from(`${sandbox}one-time purchase`, store, purchaseRowId(backing.purchase));
  if (backing.by !== "chain")
    return from(backing.by === "elsewhere" ? "purchase on another profile" : "purchase", store);
  if (level.expires_at === null) return from(`${sandbox}lifetime purchase`, store);
  const renews = willRenew(level, now);
  const ends = renews === "cannot_tell" ? "" : renews ? " that renews" : " that does not renew";
  return from(sandbox + (isTrial(level) ? "free trial" : "subscription"), ends + store);
}

function sayActive(held: LevelStanding, view: CustomerView, now: number): Part[] {
  const { level, standing } = held;
  if (standing.is !== "active") return [];
  const until = untilWords(standing.until);
  const how = isInGrace(level) ? ", in a grace period" : until.length ? "," : "";
  return [`${levelTitle(level.access_level_id)}: yes${how}`, ...until, ...source(held, view, now), "."];
}

const sayOther = ({ level, standing }: LevelStanding, view: CustomerView): Part[] => [
  ...standingWords(levelTitle(level.access_level_id), standing),
  standing.is === "ended" && wasRefunded(level, view) ? " after a refund." : ".",
];

const spaced = (sentences: Part[][]): Part[] => sentences.flatMap((parts, index) => (index ? [" ", ...parts] : parts));

/**
 * Whether this customer has access now, until when and because of what: one headline and the lines that prove it, as data.
 * The headline speaks of every active level; what Adapty left out or spelled unreadably is said, never guessed.
 */
export function readVerdict(view: CustomerView, now: number): Verdict {
  if (!view.accessLevels)
    return {
      answer: "cannot_tell",
      tone: "unknown",
      headline: ["Cannot tell whether this customer has access: Adapty did not provide the access levels."],
      proofs: [],
    };
  const all = standingsOf(view.accessLevels, now);
  const is = all[0]?.standing.is;
  const spoken = all.filter(({ standing }) => standing.is === is);
  const others = all.slice(spoken.length);
  const said = spoken.slice(0, LEVELS_SPOKEN);
  const headline = spaced([
    ...(is === "ended" ? [["No access."]] : []),
    ...said.map((held) => (is === "active" ? sayActive(held, view, now) : sayOther(held, view))),
    ...(spoken.length > said.length ? [[`And ${spoken.length - said.length} more.`]] : []),
  ]);
  if (is === "later") headline.unshift("No access now: ");
  const proofs = said.flatMap((held) => {
    const title = `${levelTitle(held.level.access_level_id)}: `;
    return prove(held, view, now).map((proof) =>
      said.length > 1 ? { ...proof, parts: [title, ...proof.parts] } : proof,
    );
  });
  for (const held of others.slice(0, LEVELS_MENTIONED)) proofs.push({ tone: "plain", parts: sayOther(held, view) });
  if (is !== "active") proofs.push(...paidLine(all[0]?.level.access_level_id ?? "", false, view, now));
  const named = [...headline, ...proofs.flatMap(({ parts }) => parts)].flatMap((part) =>
    typeof part === "object" && "row" in part ? part.row : [],
  );
  const also = alsoPaying(view, new Set(named), now);
  if (also) proofs.push({ tone: "warning", parts: also });
  if (!view.chains) proofs.push({ tone: "unknown", parts: ["Subscriptions: not provided by Adapty."] });
  if (!view.purchases) proofs.push({ tone: "unknown", parts: ["One-time purchases: not provided by Adapty."] });
  if (!is) headline.push("No access. Adapty lists no access level for this customer.");

  if (is === "cannot_tell") return { answer: is, tone: "unknown", headline, proofs };
  if (is !== "active") return { answer: "no", tone: is === "later" ? "info" : "over", headline, proofs };
  const isTest = spoken.every(({ level }) => isSandboxLevel(level, view) === true);
  return { answer: "yes", tone: isTest ? "warning" : stateOfCustomer(view, now).tone, headline, proofs };
}

/** The next instant (milliseconds, whole) at which the verdict or a state changes by itself, or null. */
export function nextChangeAt(view: CustomerView, now: number): number | null {
  const dates = [
    ...(view.accessLevels ?? []).flatMap((level) => [level.starts_at, level.expires_at]),
    ...(view.chains ?? []).flatMap(({ latest, periods }) => [
      latest.starts_at,
      latest.expires_at,
      ...periods.map(({ purchased_at }) => purchased_at),
    ]),
  ];
  const ahead = dates.map((date) => Math.ceil(parseInstant(date))).filter((ms) => ms > now);
  return ahead.length ? Math.min(...ahead) : null;
}
