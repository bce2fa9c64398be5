import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { readOwnFactor } from "@/lib/auth/factor/own";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/sessions";
import { getDatabase } from "@/lib/db/database";
import { OwnFactor } from "./factor/own-factor";
import { OwnPassword } from "./own-password";
import { OwnSessions } from "./own-sessions";

export const metadata = { title: "Your account" };

export default async function AccountPage() {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Notice tone="info" title={seen.message} />;
  const { id, email, sessionId } = seen.agent;
  const db = await getDatabase();
  const [sessions, factor] = await Promise.all([
    listSessions(db, { now: new Date(), userId: id }),
    readOwnFactor(db, seen.agent),
  ]);
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
      {factor && <OwnFactor {...factor} />}
      <OwnSessions sessions={sessions} current={sessionId} />
    </div>
  );
}
