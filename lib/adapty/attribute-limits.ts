// Apart from the schema, so that a page can show them without loading it. Source: PATCH profile.
export const ATTRIBUTES_MAX = 30;
export const ATTRIBUTE_KEY_MAX = 30;
export const ATTRIBUTE_VALUE_MAX = 50;
