import { Section } from "@/components/section";
import { Code, FactList } from "./fact-list";

type InstallationFactsProps = {
  mode: "practice" | "live";
  apps: { id: string; name: string }[];
  timeZone: string;
  adaptyUrl: string;
};

const modes = {
  practice: "Practice: everything happens on the emulator, no real customer is touched.",
  live: "Live: every write reaches real customers.",
};

/** What the environment decides and this page cannot change. Keys are never shown. */
export function InstallationFacts({ mode, apps, timeZone, adaptyUrl }: InstallationFactsProps) {
  const names = apps.map(({ id, name }) => (
    <span key={id} className="block">
      <bdi>{name}</bdi> <Code>{id}</Code>
    </span>
  ));
  return (
    <Section title="This installation" aside="set by environment variables">
      <FactList
        facts={[
          { name: "Mode", value: modes[mode] },
          { name: "Apps", value: names },
          { name: "Time zone", value: timeZone.replaceAll("_", " ") },
          { name: "Adapty address", value: <Code>{adaptyUrl}</Code> },
        ]}
      />
    </Section>
  );
}
