import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell";
import { Notice } from "@/components/notice";
import { can } from "@/lib/auth/permissions";
import { isOneClick } from "@/lib/auth/practice-agents";
import { requireAgent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { waysIn } from "@/lib/sso/ways-in";
import { AppProvider } from "./app-choice";
import { APP_COOKIE } from "./app-cookie";
import { AppSwitcher } from "./app-switcher";
import { Providers } from "./providers";
import { StepUpProvider } from "./step-up";
import { TopSearch } from "./top-search";
import { waitingBadge } from "./waiting-badge";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const seen = await requireAgent("console.open");
  if (!seen.ok) return <Notice tone="info" title={seen.message} />;
  const { agent } = seen;
  const seesCustomers = can(agent.role, "customer.read");
  const apps = env.apps.map(({ id, name }) => ({ id, name }));
  const remembered = (await cookies()).get(APP_COOKIE)?.value;
  const entries = [
    ...(seesCustomers ? [{ href: "/", label: "Customers", under: apps.map((app) => `/${app.id}`) }] : []),
    ...(can(agent.role, "approval.request")
      ? [{ href: "/approvals", label: "Approvals", badge: await waitingBadge(agent) }]
      : []),
    ...(can(agent.role, "activity.read") ? [{ href: "/activity", label: "Activity" }] : []),
    { href: "/settings", label: "Settings" },
    ...(can(agent.role, "team.manage") ? [{ href: "/team", label: "Team" }] : []),
  ];
  const ways = await waysIn(await getDatabase(), agent, new Date());
  const { id, email, factor } = agent;
  const account = { id, email, oneClick: isOneClick(id), factor: factor === "on", ways };
  return (
    <Providers timeZone={env.timeZone} now={Date.now()}>
      <AppProvider apps={apps} remembered={remembered}>
        <StepUpProvider account={account}>
          <AppShell
            entries={entries}
            agent={{ email: agent.email, role: agent.role }}
            account="/account"
            signOut="/api/auth/sign-out"
            search={seesCustomers && <TopSearch />}
            appSwitcher={seesCustomers && <AppSwitcher />}
            practice={env.mode === "practice"}
          >
            {children}
          </AppShell>
        </StepUpProvider>
      </AppProvider>
    </Providers>
  );
}
