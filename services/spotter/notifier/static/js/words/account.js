// The words about accounts.

/** @type {Record<string, string>} */
export const ROLES = {
  owner: "Owner",
  manager: "Manager",
  trainer: "Trainer",
  member: "Member",
  operator: "Operator",
  station: "A station's screen",
};

/**
 * What somebody may do, and whether they can sign in.
 *
 * @param {{ role: string; scope: { class_ids: string[]; station_ids: string[]; member_ids: string[] };
 *   is_disabled: boolean; is_invited: boolean; is_external: boolean }} account
 */
export function accountInWords({ role, scope, is_disabled, is_invited, is_external }) {
  const limits = scope.class_ids.length + scope.station_ids.length + scope.member_ids.length;
  return [
    ROLES[role],
    limits ? "of some" : "",
    is_disabled ? "may not sign in" : "",
    is_invited && !is_external ? "has not chosen a password yet" : "",
    is_external ? "signs in by the identity provider" : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * The link by which a password is chosen. The secret is in the fragment, which no server sees.
 *
 * @param {string} secret
 * @param {string} page the address of any of our pages
 */
export function invitationLink(secret, page) {
  return new URL(`sign-in#invitation=${secret}`, page).href;
}

/**
 * The invitation's secret in a URL fragment; empty: there is none.
 *
 * @param {string} hash
 */
export function invitationIn(hash) {
  return /^#invitation=([\w-]+)$/.exec(hash)?.[1] ?? "";
}
