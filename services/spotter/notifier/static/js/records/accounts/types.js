// The API's answers about accounts, as views/v1/accounts declares them.

/** @typedef {"owner" | "manager" | "trainer" | "member" | "operator"} RoleName */

/**
 * @typedef {object} ScopeView
 * @property {string[]} class_ids
 * @property {string[]} station_ids
 * @property {string[]} member_ids
 */

/**
 * @typedef {object} AccountView
 * @property {string} account_id
 * @property {string} name
 * @property {string} sign_in_name
 * @property {RoleName} role
 * @property {ScopeView} scope
 * @property {string | null} member_id
 * @property {boolean} is_disabled
 * @property {boolean} is_invited
 * @property {boolean} is_external
 * @property {number} made_ms
 */

/**
 * @typedef {object} InvitedView
 * @property {AccountView} account
 * @property {string} secret
 */

/**
 * @typedef {object} SignInView
 * @property {string} sign_in_id
 * @property {string} agent
 * @property {number} begun_ms
 * @property {number} used_ms
 * @property {number} until_ms
 * @property {boolean} is_this
 */

/**
 * @typedef {object} TokenView
 * @property {string} token_id
 * @property {string} label
 * @property {string} account_id
 * @property {string[]} rights
 * @property {number} made_ms
 * @property {number} until_ms
 * @property {number | null} used_ms
 */

/**
 * @typedef {object} TokenMade
 * @property {TokenView} token
 * @property {string} secret
 */

/**
 * @typedef {object} DeviceView
 * @property {string} device_id
 * @property {string} station_id
 * @property {number} paired_ms
 * @property {string} paired_by
 * @property {number | null} used_ms
 */

/**
 * @typedef {object} PairingBegun
 * @property {string} code
 * @property {string} secret
 */

/**
 * @typedef {object} PairingCompleted
 * @property {string | null} station_id null: nobody has paired it yet
 */

/**
 * @typedef {object} AuditEntryView
 * @property {number} number
 * @property {number} at_ms
 * @property {string} author an account's id, "local" or "spotter"
 * @property {string} author_name empty: somebody who has left, or no account
 * @property {string} kind
 * @property {string} subject
 * @property {string | null} member_id
 * @property {string} what
 */

/**
 * @typedef {object} WaysToSignIn
 * @property {boolean} by_password
 * @property {string | null} provider
 * @property {boolean} is_open
 * @property {string} problem
 */

export {};
