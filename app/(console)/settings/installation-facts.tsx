import { Definition, Definitions } from "@/components/definitions";
import { Section } from "@/components/section";

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
  return (
    <Section title="This installation" aside="set by environment variables">
      <div className="border-t border-line pt-3">
        <Definitions>
          <Definition name="Mode">{modes[mode]}</Definition>
          <Definition name="Apps">
            <ul>
              {apps.map(({ id, name }) => (
                <li key={id}>
                  <bdi>{name}</bdi> <code className="break-all font-mono text-sm text-ink-soft">{id}</code>
                </li>
              ))}
            </ul>
          </Definition>
          <Definition name="Time zone">{timeZone.replaceAll("_", " ")}</Definition>
          <Definition name="Adapty address">
            <code className="break-all font-mono text-sm">{adaptyUrl}</code>
          </Definition>
        </Definitions>
      </div>
    </Section>
  );
}
