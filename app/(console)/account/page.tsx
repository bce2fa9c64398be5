import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/sessions";
import { getDatabase } from "@/lib/db/database";
import { OwnPassword } from "./own-password";
import { OwnSessions } from "./own-sessions";

export const metadata = { title: "Your account" };

export default async function AccountPage() {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Notice tone="info" title={seen.message} />;
  const { id, email, sessionId } = seen.agent;
  const sessions = await listSessions(await getDatabase(), { now: new Date(), userId: id });
  return (
    <div className="max-w-184 space-y-10 pb-10">
      <PageHeader title="Your account" facts={<bdi>{email}</bdi>} />
      {isOneClick(id) ? (
        <Section title="Your password">
          <p className="text-ink-soft">None: the practice accounts are entered by one click.</p>
        </Section>
      ) : (
        <OwnPassword email={email} />
      )}
      <OwnSessions sessions={sessions} current={sessionId} />
    </div>
  );
}
