import { pages } from "./endpoints";
import { can } from "./permissions";

/** Where work begins, as in the navigation. */
const entrances = ["/", "/activity", "/settings"] as const;

/** The first page that a role may see, for whoever comes to none in particular; undefined for a role that may see none. */
export const firstPageOf = (role: string): string | undefined =>
  entrances.find((path) => {
    const asked = pages[path];
    return asked !== undefined && asked !== "anybody" && can(role, asked);
  });
