/** The fields of a profile by Adapty's names, in the words of the screens. */
export const profileLabels = {
  first_name: "First name",
  last_name: "Last name",
  email: "E-mail",
  phone_number: "Phone number",
  birthday: "Birthday",
  gender: "Gender",
  ip_country: "IP country",
  ip_v4_address: "IP address",
  store_country: "Store country",
  store: "Store",
  store_account_token: "Store account token",
  att_status: "App tracking (ATT)",
  analytics_disabled: "Analytics opt-out",
  installation_meta: "Installation",
} as const;

/** A label inside a sentence: "e-mail" for "E-mail", but "IDFA" and "IP country" as they are. */
export const labelInSentence = (label: string): string =>
  /^(?!Adapty|Android)[A-Z][a-z-]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** A field inside a sentence; one that is not known here by its name. */
export const sayProfileField = (field: string): string =>
  Object.hasOwn(profileLabels, field)
    ? labelInSentence(profileLabels[field as keyof typeof profileLabels])
    : field.replaceAll("_", " ");
