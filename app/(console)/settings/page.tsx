import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { can, whyNot } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { readStoredSettings } from "@/lib/settings/store";
import { Refusal } from "../refusal";
import { InstallationFacts } from "./installation-facts";
import { SettingsForm } from "./settings-form";
import { SettingsSummary } from "./settings-summary";

export const metadata = { title: "Settings" };

export default async function SettingsPage() {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Refusal title="Settings" why={seen.message} />;
  const { agent } = seen;
  const { settings, savedAt } = await readStoredSettings();
  const mayChange = can(agent.role, "settings.update");
  const apps = env.apps.map(({ id, name }) => ({ id, name }));
  return (
    <div className="max-w-184 space-y-10 pb-10">
      <div>
        <PageHeader title="Settings" facts="What the team may grant, for how long and why." />
        {!mayChange && <Notice tone="info" title={whyNot(agent.role, "settings.update")} />}
      </div>
      {mayChange ? (
        <SettingsForm key={savedAt} apps={apps} settings={settings} savedAt={savedAt} />
      ) : (
        <SettingsSummary apps={apps} settings={settings} />
      )}
      <Section title="Permissions">
        <p className="border-t border-line pt-3">
          <PageLink href="/settings/permissions" className="link">
            Who may do what
          </PageLink>
          , your own role marked.
        </p>
      </Section>
      <InstallationFacts mode={env.mode} apps={apps} timeZone={env.timeZone} adaptyUrl={env.adaptyUrl} />
    </div>
  );
}
