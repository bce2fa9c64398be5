/** The page that ends what was begun in a new tab or window. */
export const CLOSE_TAB = "/close-tab";
