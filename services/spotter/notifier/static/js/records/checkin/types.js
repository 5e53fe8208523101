// The API's answers about check-ins, as views/v1/checkin declares them.

/**
 * @typedef {object} CheckedIn
 * @property {string} session_id
 * @property {string} station_id
 * @property {string} first_name
 * @property {string} how
 * @property {number} begun_ms
 * @property {string[]} left
 */

/**
 * @typedef {object} StationCalled
 * @property {string} name
 */

/**
 * What a station's screen shows for phones.
 *
 * @typedef {object} StationCode
 * @property {string} url of the check-in page, with the code
 * @property {string} svg the same as a QR code
 * @property {string} digits for whoever opened the page by the station's tag
 * @property {number} expires_ms when to ask for the next
 */

/**
 * How the check-in at a station stands.
 *
 * @typedef {object} StationCheckin
 * @property {string[]} ways that the gym has
 * @property {number | null} looking_until_ms null: its camera looks for nobody
 * @property {boolean} awaits_pin a badge was read: its member's PIN is asked
 * @property {string} said to tell whoever is there; empty: nothing
 */

/**
 * @typedef {object} BadgeView
 * @property {string} badge_id
 * @property {number} made_ms
 * @property {number | null} shown_ms
 */

/**
 * @typedef {object} BadgeMade
 * @property {BadgeView} badge
 * @property {string} text
 * @property {string} picture the code, an SVG as a data: address
 */

/**
 * @typedef {object} PinGivenView
 * @property {string} number
 * @property {string} pin
 */

/**
 * @typedef {object} MemberKeysView
 * @property {string | null} number
 * @property {BadgeView[]} badges
 */

/**
 * Whether a member's face is kept, and whether the gym recognises faces at all.
 *
 * @typedef {object} FaceView
 * @property {boolean} is_switched_on
 * @property {number | null} kept_since_ms null: it is not kept
 * @property {number} agreement the text they agreed to; 0: it is not kept
 */

/**
 * A member's face is looked at to be kept.
 *
 * @typedef {object} FaceEnrolment
 * @property {number} until_ms
 */

export {};
