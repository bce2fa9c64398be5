"use client";

import { useClock } from "@/components/clock";
import { CodeId } from "@/components/code-id";
import { Definition, Definitions } from "@/components/definitions";
import { Money } from "@/components/money";
import { SideSection } from "@/components/section";
import { Status } from "@/components/status";
import { stateOfCustomer } from "@/lib/access/state";
import { showSigns } from "@/lib/access/words";
import { ATTRIBUTES_MAX } from "@/lib/adapty/attribute-limits";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { RawAnswer } from "./raw-answer";

type CustomerSideProps = { app: { id: string; name: string }; page: CustomerPage };

/** The narrow column: spent, identity, attributes, and the answer as it came. */
export function CustomerSide({ app, page }: CustomerSideProps) {
  const { view } = page;
  const state = stateOfCustomer(view, useClock().now);
  return (
    <>
      <SideSection title="Customer">
        <Definitions>
          <Definition name="State">
            <Status tone={state.tone}>{state.word}</Status>
          </Definition>
          <Definition name="Spent">
            {view.revenueUsd === undefined ? (
              <span className="text-ink-faint">not provided</span>
            ) : (
              <Money amount={view.revenueUsd} currency="USD" />
            )}
          </Definition>
          <Definition name="App">{app.name}</Definition>
          {view.appId !== undefined && (
            <Definition name="Adapty app id">
              <CodeId id={view.appId} what="Adapty app id" />
            </Definition>
          )}
        </Definitions>
      </SideSection>
      <SideSection title="Attributes" aside={view.attributes && `${view.attributeCount} of ${ATTRIBUTES_MAX}`}>
        {!view.attributes && <p className="text-ink-soft">Not provided by Adapty.</p>}
        {view.attributes?.length === 0 && <p className="text-ink-soft">None set.</p>}
        {view.attributes && view.attributes.length > 0 && (
          <Definitions>
            {view.attributes.map(({ key, value }) => (
              <Definition key={key} mono name={<bdi>{showSigns(key)}</bdi>}>
                {value === undefined || value === null ? (
                  <span className="text-ink-faint">not provided</span>
                ) : (
                  <bdi>{showSigns(String(value))}</bdi>
                )}
              </Definition>
            ))}
          </Definitions>
        )}
      </SideSection>
      <RawAnswer app={app.id} profileId={view.profileId} />
    </>
  );
}
