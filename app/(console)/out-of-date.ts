/** The code of whatever a page finds that is older than the console. */
export const PAGE_OUT_OF_DATE = "page_out_of_date";

export const pageOutOfDate = {
  code: PAGE_OUT_OF_DATE,
  message: "This page is out of date: the console was updated. What is shown here is as it was before.",
};

export const notSentOutOfDate = {
  outcome: "not_sent" as const,
  code: PAGE_OUT_OF_DATE,
  message:
    "This page is out of date: the console was updated. Nothing was sent. Your input is kept: open this page anew in another tab, and copy it over.",
};

/** For what may have been done before the console was updated: a page that old cannot look. */
export const unknownOutOfDate = {
  outcome: "unknown" as const,
  code: PAGE_OUT_OF_DATE,
  message:
    "It is not known whether this was done, and this page cannot look: it is out of date, for the console was updated. Open it anew in another tab, which shows what became of it. Your input is kept here.",
};
