// The API's answers about workouts, as views/v1 declares them.

/**
 * @typedef {object} GymDayView
 * @property {string} today YYYY-MM-DD
 * @property {string} time_zone
 */

/**
 * @typedef {object} ItemView
 * @property {string} exercise
 * @property {string} exercise_id
 * @property {number} sets
 * @property {number | null} reps of each set; or seconds
 * @property {number | null} seconds
 * @property {string | null} tempo
 * @property {number | null} rest_s
 * @property {number | null} load_kg
 * @property {number | null} least_reps the bottom of a range; null: there is none
 * @property {number | null} most_speed_loss_ratio at which a set should end; null: nothing is said
 */

/**
 * @typedef {object} WorkoutView
 * @property {string} workout_id
 * @property {"planned" | "performed" | "template"} kind
 * @property {string | null} member_id
 * @property {string | null} day YYYY-MM-DD
 * @property {string | null} class_id
 * @property {string} title
 * @property {ItemView[]} items
 * @property {number} stored_ms
 * @property {string} author
 */

/**
 * @typedef {object} PlannedView
 * @property {WorkoutView[]} workouts
 * @property {number} new_count
 */

/**
 * @typedef {object} MatchedNameView
 * @property {string} name
 * @property {string} exercise
 * @property {number} sets
 * @property {string} likeness
 */

/**
 * @typedef {object} UnmatchedNameView
 * @property {string} name
 * @property {number} sets
 * @property {string[]} suggestions
 */

/**
 * @typedef {object} ImportView
 * @property {number} workout_count
 * @property {MatchedNameView[]} matched
 * @property {UnmatchedNameView[]} unmatched
 * @property {string[]} not_read
 * @property {number} not_read_count
 * @property {number} new_count
 * @property {number} stored_count
 * @property {WorkoutView[]} planned
 */

export {};
