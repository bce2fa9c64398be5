import type { ReactNode } from "react";
import { Notice } from "@/components/notice";
import { Sentence } from "@/components/sentence";
import type { Warning } from "./warnings";

type WarningListProps = { warnings: Warning[]; actions?: Partial<Record<Warning["about"], ReactNode>> };

export function WarningList({ warnings, actions }: WarningListProps) {
  return warnings.map(({ about, title, parts }) => (
    <Notice key={about} tone="warning" title={title} actions={actions?.[about]}>
      <p>
        <Sentence parts={parts} />
      </p>
    </Notice>
  ));
}
