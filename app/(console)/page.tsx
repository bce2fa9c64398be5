import { Empty } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { Section } from "@/components/section";
import { sayRelative } from "@/components/time-format";
import { findApp } from "@/lib/apps";
import { requireAgent } from "@/lib/auth/session";
import { listRecents } from "@/lib/customers/recents";
import { env } from "@/lib/env";
import { FindBox } from "./find-box";
import { PracticeCustomers } from "./practice-customers";
import { Refusal } from "./refusal";

export const metadata = { title: "Find a customer" };

export default async function FindPage() {
  const seen = await requireAgent("customer.read", { entrance: true });
  if (!seen.ok) return <Refusal title="Customers" why={seen.message} />;
  const { agent } = seen;
  const recents = await listRecents(agent.id);
  const now = Date.now();
  return (
    <div className="mx-auto max-w-160 space-y-10 pt-6 sm:pt-12">
      <div className="space-y-4">
        <div className="space-y-1">
          <h1 className="text-lg">Find a customer</h1>
          <p className="text-ink-soft">
            See whether they have access, until when and because of what; then put it right.
          </p>
        </div>
        <FindBox large />
      </div>
      {env.mode === "practice" && <PracticeCustomers />}
      <Section title="Opened recently">
        {recents.length === 0 ? (
          <Empty title="No customer opened yet">
            The customers you open are listed here, on every machine you sign in from.
          </Empty>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {recents.map((recent) => (
              <li key={`${recent.app} ${recent.profileId}`}>
                <PageLink
                  href={`/${recent.app}/customers/${recent.profileId}`}
                  className="flex flex-wrap items-baseline justify-between gap-x-4 px-2 py-2.5 hover:bg-hover"
                >
                  <span className="min-w-0 break-all font-medium">
                    <bdi>{recent.customerUserId ?? `Anonymous ${recent.profileId.slice(0, 8)}`}</bdi>
                  </span>
                  <span className="text-sm text-ink-soft">
                    {findApp(recent.app)?.name ?? recent.app},{" "}
                    <time dateTime={recent.viewedAt}>{sayRelative(Date.parse(recent.viewedAt), now)}</time>
                  </span>
                </PageLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
