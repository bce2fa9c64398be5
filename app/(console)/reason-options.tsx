import type { Reason } from "@/lib/settings/reasons";

/** What a select of reasons offers; none is chosen for anybody. */
export const ReasonOptions = ({ reasons }: { reasons: Reason[] }) => (
  <>
    <option value="">Choose</option>
    {reasons.map(({ code, label }) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </>
);
