import type { ReactNode } from "react";
import { Button } from "./button";

const SMALL_WINDOW = "console-sign-in";

type SsoFormProps = {
  fields: Record<string, string>;
  /** What is asked for besides, above the button. */
  asked?: ReactNode;
  disabledReason?: string | undefined;
  /** Where it goes on, when not here. */
  opens?: "tab" | "window";
  primary?: boolean;
  children: ReactNode;
};

/** One press that goes to the provider of single sign-on. A plain form: it works before any script does. */
export function SsoForm({ fields, asked, disabledReason, opens, primary, children }: SsoFormProps) {
  return (
    <form
      method="post"
      action="/api/auth/oidc/start"
      target={opens && { tab: "_blank", window: SMALL_WINDOW }[opens]}
      rel={opens === "tab" ? "noopener" : undefined}
      onSubmit={opens === "window" ? () => void window.open("", SMALL_WINDOW, "popup,width=520,height=720") : undefined}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {asked}
      <Button type="submit" kind={primary ? "primary" : "plain"} className="w-full" disabledReason={disabledReason}>
        {children}
      </Button>
    </form>
  );
}
