import type { OpenSheet, SheetProps } from "../sheet-props";
import { EndSheet } from "./end-sheet";
import { GrantSheet } from "./grant-sheet";

type AccessSheetsProps = SheetProps & { open: Extract<OpenSheet, { sheet: "grant" | "end" }> };

/** Access that is given or ended: the two share most of their code. */
export const AccessSheets = ({ open, ...props }: AccessSheetsProps) =>
  open.sheet === "grant" ? (
    <GrantSheet {...props} accessLevelId={open.accessLevelId} />
  ) : (
    <EndSheet {...props} accessLevelId={open.accessLevelId} />
  );
