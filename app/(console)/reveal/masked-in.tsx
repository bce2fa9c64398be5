import { HIDDEN, maskedFields } from "@/lib/customers/masked";
import type { Reason } from "@/lib/settings/reasons";
import { type Masked, RevealValue } from "./reveal-value";

type MaskedInProps = { request: unknown; of: Omit<Masked, "field">; reasons: Reason[] };

/** For each value that is masked in what was sent, the way to it. */
export function MaskedIn({ request, of, reasons }: MaskedInProps) {
  const held = (request ?? {}) as Record<string, unknown>;
  const masked = maskedFields.filter((field) => held[field] === HIDDEN);
  if (masked.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2 pt-1">
      {masked.map((field) => (
        <li key={field}>
          <RevealValue masked={{ ...of, field }} reasons={reasons} />
        </li>
      ))}
    </ul>
  );
}
