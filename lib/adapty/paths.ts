/** Where the calls of the server-side API are on Adapty's origin. Source: its pages on profiles, set transaction, grant and revoke. */
export const PROFILE = "/api/v2/server-side-api/profile/";
export const SET_TRANSACTION = "/api/v2/server-side-api/purchase/set/transaction/";
export const GRANT = "/api/v2/server-side-api/purchase/profile/grant/access-level/";
export const REVOKE = "/api/v2/server-side-api/purchase/profile/revoke/access-level/";
