// The API's answers about classes looked back on, as views/v1/people/class_reviews.py declares them.

/** @import { ClassView, FaultRepsView } from "../types.js" */

/**
 * @typedef {object} MemberReviewView
 * @property {string} member_id
 * @property {string} name
 * @property {number | null} came_ms null: there was no session
 * @property {number | null} left_ms null: still there, or never
 * @property {number} late_s 0: in time
 * @property {number} good
 * @property {number} faulty
 * @property {number} unscorable
 * @property {FaultRepsView[]} faults most reps first
 * @property {string} best_fix empty: none
 * @property {number} alerts
 * @property {number} answered_alerts
 */

/**
 * @typedef {object} AlertsReviewView
 * @property {string} kind
 * @property {string} exercise
 * @property {string | null} exercise_id
 * @property {string} title
 * @property {number} opened
 * @property {number} acted_on
 * @property {number} dismissed
 * @property {number} by_themselves
 */

/**
 * @typedef {object} AlertingReviewView
 * @property {number} trainers
 * @property {number} lasted_s
 * @property {number} opened
 * @property {number} shown
 * @property {number} per_trainer_in_ten_min
 * @property {number} acted_on
 * @property {number} dismissed
 * @property {number} by_themselves
 * @property {number} answered
 * @property {number | null} median_answer_s null: none was answered
 * @property {AlertsReviewView[]} of_each most alerts first
 * @property {AlertsReviewView | null} wants_attention
 */

/**
 * @typedef {object} ReviewedAlertView
 * @property {string} alert_id
 * @property {number} opened_ms
 * @property {string} title
 * @property {string} exercise
 * @property {string} priority
 * @property {string} station_id
 * @property {string | null} member_id
 * @property {number | null} answered_s null: nobody has
 * @property {string} answered_by
 * @property {string} ending_words empty: it is open
 */

/**
 * @typedef {object} ClassReviewView
 * @property {ClassView} gym_class
 * @property {string} day YYYY-MM-DD
 * @property {number | null} begun_ms null: not planned that day
 * @property {number | null} ended_ms
 * @property {boolean} is_going_on
 * @property {MemberReviewView[]} members
 * @property {AlertingReviewView} alerting
 * @property {ReviewedAlertView[]} alerts
 */
