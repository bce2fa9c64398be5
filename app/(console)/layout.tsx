import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell";
import { Notice } from "@/components/notice";
import { can } from "@/lib/auth/permissions";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { listElevations } from "@/lib/emergency/list-elevations";
import { env } from "@/lib/env";
import { findOverdue } from "@/lib/operations/overdue";
import { findRestored } from "@/lib/operations/restored";
import { waysIn } from "@/lib/sso/ways-in";
import { AppProvider } from "./app-choice";
import { APP_COOKIE } from "./app-cookie";
import { AppSwitcher } from "./app-switcher";
import { MayStartProvider, Strips } from "./emergency/strips";
import { Providers } from "./providers";
import { OverdueStrip } from "./queue/overdue-strip";
import { RestoredStrip } from "./restored-strip";
import { StepUpProvider } from "./step-up";
import { TopSearch } from "./top-search";
import { queueBadge, waitingBadge } from "./waiting-badge";

const practice = { tone: "info", says: "Practice mode", more: ": nothing here is real" } as const;
const place = env.standIn
  ? ({ tone: "warning", says: `Adapty is answered by ${env.standIn}` } as const)
  : env.mode === "practice"
    ? practice
    : undefined;

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Notice tone="info" title={seen.message} />;
  const { agent } = seen;
  const seesCustomers = can(agent.role, "customer.read");
  const apps = env.apps.map(({ id, name }) => ({ id, name }));
  const remembered = (await cookies()).get(APP_COOKIE)?.value;
  const asksForApproval = can(agent.role, "approval.request");
  const db = await getDatabase();
  const now = new Date();
  const seesActivity = can(agent.role, "activity.read");
  const [badge, queue, alerts, overdue, ways, restored] = await Promise.all([
    asksForApproval ? waitingBadge(agent) : null,
    seesActivity ? queueBadge(agent) : null,
    can(agent.role, "elevation.review") ? listElevations(db, { now, only: "not_reviewed" }) : undefined,
    can(agent.role, "operation.settle") ? findOverdue(db, now) : undefined,
    waysIn(db, agent, now),
    findRestored(db),
  ]);
  const entries = [
    ...(seesCustomers ? [{ href: "/", label: "Customers", under: apps.map((app) => `/${app.id}`) }] : []),
    ...(asksForApproval ? [{ href: "/approvals", label: "Approvals", badge }] : []),
    ...(seesActivity
      ? [
          { href: "/queue", label: "Queue", badge: queue },
          { href: "/activity", label: "Activity" },
        ]
      : []),
    ...(can(agent.role, "health.read") ? [{ href: "/health", label: "Health" }] : []),
    { href: "/settings", label: "Settings" },
    ...(can(agent.role, "team.manage") ? [{ href: "/team", label: "Team" }] : []),
  ];
  const { id, email, factor } = agent;
  const account = { id, email, oneClick: isOneClick(id), factor: factor === "on", ways };
  return (
    <Providers timeZone={env.timeZone} now={Date.now()}>
      <AppProvider apps={apps} remembered={remembered}>
        <StepUpProvider account={account}>
          <AppShell
            entries={entries}
            agent={{ email: agent.email, role: agent.role }}
            own={[
              ...(can(agent.role, "elevation.read") ? [{ href: "/emergency", label: "Emergency access" }] : []),
              { href: "/account", label: "Your account" },
            ]}
            strips={
              <>
                <RestoredStrip
                  restored={restored && { of: restored.of, left: restored.left, seesQueue: seesActivity }}
                />
                <Strips own={agent.elevation} alerts={alerts} />
                {overdue && <OverdueStrip overdue={overdue} />}
              </>
            }
            signOut="/api/auth/sign-out"
            search={seesCustomers && <TopSearch />}
            appSwitcher={seesCustomers && <AppSwitcher />}
            place={place}
          >
            <MayStartProvider mayStart={can(agent.role, "elevation.start")}>{children}</MayStartProvider>
          </AppShell>
        </StepUpProvider>
      </AppProvider>
    </Providers>
  );
}
