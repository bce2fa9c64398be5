import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { readOwnFactor } from "@/lib/auth/factor/own";
import { sayCodesLeft } from "@/lib/auth/factor/say-codes-left";
import { readNextPath } from "@/lib/auth/next-path";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/sessions";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { connectedSince } from "@/lib/sso/identities";
import { whySsoRefused } from "@/lib/sso/refusals";
import { waysIn } from "@/lib/sso/ways-in";
import { OwnFactor } from "./factor/own-factor";
import { OwnPassword } from "./own-password";
import { OwnSessions } from "./own-sessions";
import { OwnSso } from "./own-sso";

export const metadata = { title: "Your account" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccountPage({ searchParams }: Props) {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Notice tone="info" title={seen.message} />;
  const { id, email, sessionId } = seen.agent;
  const [db, now] = [await getDatabase(), new Date()];
  const [sessions, factor, ways] = await Promise.all([
    listSessions(db, { now, userId: id }),
    readOwnFactor(db, seen.agent),
    waysIn(db, seen.agent, now),
  ]);
  const connected = env.sso && (await connectedSince(db, id, env.sso.issuer));
  const { error, recovery, next } = await searchParams;
  const refused = whySsoRefused(error, env.sso?.name ?? "");
  return (
    <div className="max-w-184 space-y-10 pb-10">
      <PageHeader title="Your account" facts={<bdi>{email}</bdi>} />
      {refused && (
        <div role="alert">
          <Notice tone="warning" title="Not connected">
            {refused}
          </Notice>
        </div>
      )}
      {recovery === "used" && factor?.on && (
        <Notice live tone={factor.codesLeft > 2 ? "info" : "warning"} title="You signed in with a recovery code">
          <p>{sayCodesLeft(factor.codesLeft)}</p>
          <p className="pt-1">
            <a href={readNextPath(next)} className="link">
              Go on
            </a>
          </p>
        </Notice>
      )}
      {isOneClick(id) ? (
        <Section title="Your password">
          <p className="text-ink-soft">None: the practice accounts are entered by one click.</p>
        </Section>
      ) : ways.password ? (
        <OwnPassword email={email} />
      ) : (
        <Section title="Your password">
          <p className="text-ink-soft">
            None that counts{env.sso && `: you sign in with ${env.sso.name}`}.
            {!env.sso?.only && " An admin can make you a link to choose one."}
          </p>
        </Section>
      )}
      {factor && <OwnFactor key={String(factor.on)} {...factor} />}
      {env.sso && !isOneClick(id) && <OwnSso name={env.sso.name} connectedAt={connected} last={!ways.password} />}
      <OwnSessions sessions={sessions} current={sessionId} />
    </div>
  );
}
