import type { NonSubscription, Subscription } from "@/lib/adapty/profile";
import type { Refusals } from "@/lib/auth/permissions";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { Settings } from "@/lib/settings/settings";

/** What every sheet of the customer page gets. `page` is always the newest answer of Adapty. */
export type SheetProps = {
  app: { id: string; name: string };
  page: CustomerPage;
  role: string;
  /** Why the role may not do what it may not. */
  refused: Refusals;
  settings: Settings;
  onClose: () => void;
};

/** How the transaction form starts: empty, as a correction that keeps the id, or as a renewal under the same original. */
export type TransactionStart =
  | { kind: "new" }
  | { kind: "correct_subscription"; entry: Subscription }
  | { kind: "correct_purchase"; entry: NonSubscription }
  | { kind: "renewal"; entry: Subscription };

export type OpenSheet =
  | { sheet: "edit_profile" }
  | { sheet: "transaction"; start: TransactionStart }
  | { sheet: "grant"; accessLevelId?: string }
  | { sheet: "end"; accessLevelId: string }
  | { sheet: "undo"; operationId: string }
  | { sheet: "delete" }
  | { sheet: "erase" };
