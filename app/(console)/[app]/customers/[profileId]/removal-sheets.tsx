import { DeleteSheet } from "./delete/delete-sheet";
import { EraseSheet } from "./erase/erase-sheet";
import type { SheetProps } from "./sheet-props";

type RemovalSheetsProps = SheetProps & { sheet: "delete" | "erase"; onErased: () => void };

/** What removes a customer: at Adapty, or what is kept of them here. */
export function RemovalSheets({ sheet, onErased, ...props }: RemovalSheetsProps) {
  if (sheet === "delete") return <DeleteSheet {...props} />;
  const { profileId, customerUserId } = props.page.view;
  return <EraseSheet app={props.app} onClose={props.onClose} {...{ profileId, customerUserId, onErased }} />;
}
