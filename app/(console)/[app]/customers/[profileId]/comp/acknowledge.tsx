import { Checkbox } from "@/components/checkbox";
import type { takenByRevoke } from "@/lib/access/taken-by-revoke";

export type Taken = ReturnType<typeof takenByRevoke>;

const words = {
  bought: {
    label: "I know that this refunds nothing and stops no billing.",
    missing: "Tick that you know what this does not do.",
  },
  beside: {
    label: "I know that this ends the paid access too, refunds nothing and stops no billing.",
    missing: "Tick that you know what else this ends.",
  },
};

/** Why the form cannot be sent yet, when it ends what was paid for: `ticked` is what the agent said to know. */
export const whyNotAcknowledged = (taken: Taken, ticked: Taken): string | undefined =>
  taken && taken !== ticked ? words[taken].missing : undefined;

type AcknowledgeProps = { taken: Taken; ticked: Taken; onTick: (ticked: Taken) => void };

/** What the agent has to say to know before paid access is ended; nothing where a comp ends alone. */
export function Acknowledge({ taken, ticked, onTick }: AcknowledgeProps) {
  return (
    taken && (
      <Checkbox
        label={words[taken].label}
        checked={taken === ticked}
        onChange={({ target }) => onTick(target.checked ? taken : undefined)}
      />
    )
  );
}
