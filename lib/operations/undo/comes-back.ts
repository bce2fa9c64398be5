/** A device sent again would count as an install, and a country cannot be cleared. */
const NEVER_BACK = new Set(["installation_meta"]);
const NEVER_CLEARED = new Set(["ip_country", "store_country"]);

/** Whether undoing an edit sets this field back, which Adapty never answers, by what was last set from here before. */
export const comesBack = (field: string, before: { value: unknown } | undefined): boolean =>
  !NEVER_BACK.has(field) && before !== undefined && !(before.value === null && NEVER_CLEARED.has(field));
