import type { Metadata } from "next";
import { after } from "next/server";
import { cache } from "react";
import { showSigns } from "@/lib/access/words";
import { isGone } from "@/lib/adapty/errors";
import { whyNotAsked } from "@/lib/approvals/why-not-asked";
import { findApp } from "@/lib/apps";
import { refusalsOf } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { readCustomerPage } from "@/lib/customers/customer-page";
import { readGoneCustomer } from "@/lib/customers/gone-customer";
import { rememberCustomer } from "@/lib/customers/recents";
import { env } from "@/lib/env";
import { refusalsWithin } from "@/lib/operations/limits";
import { readSettings } from "@/lib/settings/store";
import { Refusal } from "../../../refusal";
import { Customer } from "./customer";
import { Gone } from "./gone";
import { ReadFailed } from "./read-failed";

type CustomerPageProps = { params: Promise<{ app: string; profileId: string }> };

/** One call to Adapty for the page and its title. */
const readOnce = cache(readCustomerPage);

export async function generateMetadata({ params }: CustomerPageProps): Promise<Metadata> {
  const { app: appId, profileId } = await params;
  const app = findApp(appId);
  const seen = await requireAgent("customer.read");
  const read = app && seen.ok ? await readOnce(app, profileId.toLowerCase(), seen.agent) : undefined;
  const customerUserId = read?.ok && read.page.view.customerUserId;
  return { title: customerUserId ? showSigns(customerUserId) : `Customer ${profileId.slice(0, 8)}` };
}

export default async function Page({ params }: CustomerPageProps) {
  const seen = await requireAgent("customer.read");
  if (!seen.ok) return <Refusal title="This customer is not shown" why={seen.message} />;
  const { agent } = seen;
  const { app: appId, profileId: inAddress } = await params;
  const profileId = inAddress.toLowerCase();
  const app = findApp(appId);
  if (!app) return <ReadFailed code="unknown_app" message={`This console knows no app called ${appId}.`} />;

  const [read, settings] = await Promise.all([readOnce(app, profileId, agent), readSettings()]);
  if (!read.ok && isGone(read.error)) {
    const gone = await readGoneCustomer(app.id, profileId, agent.role);
    const refused = refusalsOf(agent.role);
    return <Gone app={{ id: app.id, name: app.name }} {...{ profileId, gone, refused, settings }} />;
  }
  if (!read.ok) return <ReadFailed code={read.error.code} message={read.error.message} id={profileId} />;

  const { customerUserId } = read.page.view;
  after(() => rememberCustomer(agent.id, { app: app.id, profileId, customerUserId }, new Date()));
  return (
    <Customer
      app={{ id: app.id, name: app.name }}
      profileId={profileId}
      drawn={read.page}
      role={agent.role}
      refused={refusalsWithin(agent.role, settings.limits)}
      settings={settings}
      whyNotAsked={agent.elevation && whyNotAsked(agent.elevation.ownRole, "transaction.set")}
      adaptyUrl={env.adaptyUrl}
    />
  );
}
