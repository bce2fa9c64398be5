import { PageLink } from "@/components/page-link";
import { Cell, Row, Table } from "@/components/table";
import { customerName } from "@/lib/access/words";
import type { Repeated } from "@/lib/operations/list-repeated";
import { addressOf } from "../read-asked";

type RepeatedTableProps = {
  repeated: Repeated[];
  nameOf: (agentId: string) => string;
  /** Undefined where there is one app only. */
  appNameOf: (app: string) => string | undefined;
  /** The first day of what is listed, as the filters write it. */
  from: string;
};

const columns = [{ label: "Agent" }, { label: "Customer" }, { label: "Grants" }];

/** Who gave the same customer access again and again; each leads to what was done. */
export function RepeatedTable({ repeated, nameOf, appNameOf, from }: RepeatedTableProps) {
  return (
    <Table caption="Access granted again and again to one customer, 30 days" columns={columns}>
      {repeated.map(({ agentId, app, profileId, customerUserId, times, days }) => (
        <Row key={`${agentId} ${app} ${profileId}`}>
          <Cell label="Agent">
            <bdi className="font-medium">{nameOf(agentId)}</bdi>
          </Cell>
          <Cell label="Customer" note={appNameOf(app)}>
            <bdi>{customerName(customerUserId, profileId)}</bdi>
          </Cell>
          <Cell label="Grants" note={`${days} ${days === 1 ? "day" : "days"} in all`}>
            <PageLink href={addressOf("/activity", { who: agentId, customer: profileId, from })} className="link">
              {times}
              <span className="sr-only"> by {nameOf(agentId)}, in the activity</span>
            </PageLink>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
