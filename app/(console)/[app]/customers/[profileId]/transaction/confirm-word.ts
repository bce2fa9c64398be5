const TYPEABLE = /^[\p{L}\p{N}\p{P}\p{S}]+( [\p{L}\p{N}\p{P}\p{S}]+)*$/u;
const TYPED_MAX = 64;

/**
 * What the agent types to confirm: the customer user id; for an anonymous customer, or an id that nobody can type (invisible
 * characters, far too long), the first eight characters of the profile id.
 */
export const confirmWord = ({
  customerUserId,
  profileId,
}: {
  customerUserId: string | null;
  profileId: string;
}): string =>
  customerUserId && customerUserId.length <= TYPED_MAX && TYPEABLE.test(customerUserId)
    ? customerUserId
    : profileId.slice(0, 8);
