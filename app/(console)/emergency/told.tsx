import type { ComponentProps } from "react";
import { Alerts } from "./alerts";
import { Banner } from "./banner";

export type ToldProps = {
  own: ComponentProps<typeof Banner>["elevation"] | undefined;
  alerts: ComponentProps<typeof Alerts>["open"] | undefined;
};

/** One's own emergency access, and whose else an admin is to know of. */
export const Told = ({ own, alerts }: ToldProps) => (
  <>
    {own && <Banner elevation={own} />}
    {alerts && <Alerts open={alerts} />}
  </>
);
