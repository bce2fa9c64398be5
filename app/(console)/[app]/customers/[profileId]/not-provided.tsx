import { Empty } from "@/components/empty";
import { Section } from "@/components/section";

/** A section that the answer did not have: not the same as an empty one. */
export function NotProvided({ title }: { title: string }) {
  return (
    <Section title={title}>
      <Empty title="Not provided by Adapty">
        The answer had no such section, so nothing can be said about it. Refresh; if it stays away, look at the raw
        answer.
      </Empty>
    </Section>
  );
}
