/** How many custom attributes a profile may have. Source: PATCH profile. */
export const ATTRIBUTES_MAX = 30;
