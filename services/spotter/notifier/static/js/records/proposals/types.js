// The API's answers about proposals, as views/v1 declares them.

/**
 * @typedef {object} PrescriptionView
 * @property {number} sets
 * @property {number} least_reps
 * @property {number} most_reps
 * @property {number | null} seconds of sets by time, of 1 rep each; null: they count reps
 * @property {number | null} load_kg
 */

/**
 * @typedef {object} ProposalView
 * @property {string} proposal_id
 * @property {string} member_id
 * @property {string} member_name
 * @property {string} workout_id
 * @property {string} title
 * @property {string} exercise
 * @property {string} day YYYY-MM-DD
 * @property {number} made_ms
 * @property {"open" | "accepted" | "edited" | "refused" | "locked" | "overtaken"} state
 * @property {string} rule
 * @property {"raise" | "keep" | "lower"} change
 * @property {PrescriptionView} old
 * @property {PrescriptionView} new
 * @property {string} because
 * @property {string} words
 * @property {PrescriptionView | null} decided
 * @property {string | null} planned_id
 * @property {number | null} decided_ms
 * @property {string} decided_by
 */

/**
 * @typedef {object} ProposalPage
 * @property {ProposalView[]} items
 * @property {string | null} next
 * @property {boolean} members_decide
 */

export {};
