"use client";

import { Notice } from "@/components/notice";
import { Sheet } from "@/components/sheet";
import type { SheetProps } from "../sheet-props";
import { GrantForm } from "./grant-form";
import { levelOptions } from "./level-options";

type GrantSheetProps = SheetProps & { accessLevelId?: string };

/** Grants a comp: how long, in which way and why, with now and after in words before it is sent. A level asked for is fixed. */
export function GrantSheet({ accessLevelId, ...props }: GrantSheetProps) {
  const { app, page, settings, onClose } = props;
  const levels = accessLevelId ? [accessLevelId] : levelOptions(page.view, settings);
  const [first] = levels;
  if (first) return <GrantForm {...props} levels={levels} firstLevelId={first} />;
  return (
    <Sheet title="Grant access" subtitle={app.name} onClose={onClose} footer={null}>
      <Notice tone="info" title="No access level is set up">
        <p>Settings name no access level of {app.name} that may be granted. An admin can add one there.</p>
      </Notice>
    </Sheet>
  );
}
