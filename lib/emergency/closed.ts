/** What a lead may and emergency access does not let them, as the permission table says it. */
export const CLOSED_TO_LEADS =
  "say what became of a change Adapty cannot confirm or ask for a customer to be deleted or approve what a colleague asks for";
