import { LANDS_WITHIN_MS } from "../../../lib/operations/check-times";
import type { Book } from "./book";
import type { Ledger, Sending } from "./ledger";
import type { Storage } from "./storage";

type Row = { id: string; profile_id: string; undoes: string | null; request: string };
type Request = {
  email?: string | null;
  custom_attributes?: { key: string; value: unknown }[];
  store_transaction_id?: string;
  expires_at?: string;
  cancellation_reason?: string;
};

/** What a write sets that another may set as well, each by its name: of access, which several things give, nobody can tell so. */
function setBy(request: string): Map<string, unknown> {
  const { email, custom_attributes = [], store_transaction_id: id, ...rest } = JSON.parse(request) as Request;
  return new Map([
    ...(email === undefined ? [] : [["email", email] as const]),
    ...custom_attributes.map(({ key, value }) => [`attribute ${key}`, value] as const),
    ...(id ? [[`transaction ${id}`, `${rest.expires_at} ${rest.cancellation_reason}`] as const] : []),
  ]);
}

const isLate = ({ left, landed = left }: Sending) => landed - left >= LANDS_WITHIN_MS;

/**
 * Whether what took something back took back what stood there: something that took effect, once, and over nothing that came after
 * it. What landed later than anybody reckons with is left out: no console could know of it.
 */
export function judgeUndos({ storage, ledger, book }: { storage: Storage; ledger: Ledger; book: Book }): string[] {
  const rows = storage.all<Row>("select id, profile_id, undoes, request from operation");
  const sets = new Map(rows.map((row) => [row.id, setBy(row.request)]));
  const landed = ledger.sendings.filter((sending) => sending.order !== undefined);
  landed.sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  const numberOf = (id: string) => book.operations.get(id)?.form.number;
  const wrong: string[] = [];
  const undone = new Map<string, string>();

  for (const { id, profile_id: profileId, undoes } of rows) {
    const first = ledger.of(id).find((sending) => sending.landed !== undefined && !isLate(sending));
    if (!undoes || !first) continue;
    const told = `operation ${numberOf(id)} took back operation ${numberOf(undoes)}, `;
    if (undone.has(undoes)) wrong.push(`${told}which operation ${numberOf(undone.get(undoes) ?? "")} had done`);
    undone.set(undoes, id);
    const before = landed.filter((sending) => sending.profileId === profileId && (sending.landed ?? 0) <= first.left);
    if (!before.some(({ operation }) => operation === undoes)) wrong.push(`${told}which had not taken effect`);
    for (const name of sets.get(id)?.keys() ?? []) {
      const last = before.findLast(({ operation }) => operation !== id && sets.get(operation)?.has(name));
      if (!last || isLate(last)) continue;
      if (sets.get(last.operation)?.get(name) !== sets.get(undoes)?.get(name))
        wrong.push(`${told}over operation ${numberOf(last.operation)}, which had set the ${name} since`);
    }
  }
  return wrong;
}
