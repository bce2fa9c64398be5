import { Section } from "@/components/section";
import { levelTitle } from "@/lib/access/words";
import type { Limits } from "@/lib/settings/limits";
import { reasonKindNames, reasonKinds } from "@/lib/settings/reasons";
import type { Settings } from "@/lib/settings/settings";
import { nameLength } from "../[app]/customers/[profileId]/comp/lengths";
import { Code, FactList } from "./fact-list";
import { sayRequirement } from "./say-requirement";

type SettingsSummaryProps = { apps: { id: string; name: string }[]; settings: Settings };

function sayLimit(limit: Limits["agent"] | Limits["lead"]): string {
  const { daysPerGrant, grantsPerDay, daysPerCustomer } = limit;
  const most = [
    daysPerGrant !== null && `${daysPerGrant} days in one grant`,
    grantsPerDay !== null && `${grantsPerDay} grants a day`,
    daysPerCustomer !== null && `${daysPerCustomer} days to one customer in 90 days`,
    "lifetime" in limit && !limit.lifetime && "nothing for life",
    "transactions" in limit && !limit.transactions && "no transactions",
  ].filter(Boolean);
  return most.length > 0 ? most.join(", ") : "no limit";
}

/** The settings for those who may not change them. */
export function SettingsSummary({
  apps,
  settings: { presets, reasons, grantables, comp, limits, secondFactor, staffDomains },
}: SettingsSummaryProps) {
  const nameOf = (app: string) => apps.find(({ id }) => id === app)?.name ?? app;
  const levels = grantables.map(({ app, accessLevelId, compProductId }) => (
    <span key={`${app} ${accessLevelId}`} className="block">
      {levelTitle(accessLevelId)} in <bdi>{nameOf(app)}</bdi>
      {compProductId === null ? ", access only" : ", comp product "}
      {compProductId && <Code>{compProductId}</Code>}
    </span>
  ));
  const why = reasons.map(({ code, label, noteRequired, kinds = reasonKinds }) => (
    <span key={code} className="block">
      {label} <Code>{code}</Code>
      {noteRequired && ", with a note"}
      {kinds.length < reasonKinds.length && `, for ${kinds.map((kind) => reasonKindNames[kind]).join(", ")}`}
    </span>
  ));
  return (
    <Section title="Comps">
      <FactList
        facts={[
          { name: "Lengths", value: presets.map(nameLength).join(", ") },
          { name: "Reasons", value: why },
          { name: "Access levels", value: levels.length > 0 ? levels : "None may be granted yet." },
          {
            name: "At most",
            value: `An agent: ${sayLimit(limits.agent)}. A lead: ${sayLimit(limits.lead)}.`,
          },
          { name: "Second factor", value: `Asked of ${sayRequirement[secondFactor]}` },
          {
            name: "Your own people",
            value: staffDomains.length > 0 ? staffDomains.join(", ") : "No e-mail domains are named.",
          },
          {
            name: "Recorded as",
            value: `Transactions at price 0 ${comp.currency}, ${comp.country}, store ${comp.store}`,
          },
        ]}
      />
    </Section>
  );
}
