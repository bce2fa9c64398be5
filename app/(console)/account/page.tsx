import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { requireAgent } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/sessions";
import { getDatabase } from "@/lib/db/database";
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
      <OwnSessions sessions={sessions} current={sessionId} />
    </div>
  );
}
