// What the API answers of an exercise's calibration and its patterns of faults.

/** @import { EquipmentKind, MovementView } from "../../messages.js" */
/** @import { ExerciseView, VersionView } from "../types.js" */

export {};

/**
 * @typedef {object} PatternFilmView
 * @property {MovementView} done
 * @property {MovementView} expected
 */

/**
 * @typedef {object} PatternView
 * @property {string} pattern_id
 * @property {string} name empty: it has none yet
 * @property {string} cue
 * @property {string} words
 * @property {number} reps
 * @property {number} share_ratio
 * @property {{ first_day: string, shown: number, reps: number }[]} weeks oldest first
 * @property {PatternFilmView | null} film
 */

/**
 * @typedef {object} PatternSearchView
 * @property {boolean} is_waiting
 * @property {boolean} is_running
 * @property {number} done_ratio
 * @property {number | null} ended_ms null: never
 * @property {string} words
 * @property {number} reps
 * @property {number | null} since_ms
 * @property {number} needed_reps
 */

/**
 * @typedef {object} PatternsView
 * @property {string} digest
 * @property {PatternView[]} patterns most reps first
 * @property {PatternSearchView} search
 */

/**
 * @typedef {object} PatternMembersView
 * @property {{ member_id: string, name: string, reps: number }[]} members
 */

/**
 * @typedef {object} RateView
 * @property {number} false_alarm_ratio
 * @property {number} threshold
 * @property {number} missing
 */

/**
 * @typedef {object} KnownScoreView
 * @property {"recorded" | "fine" | "wrong"} kind
 * @property {number} score
 * @property {string} view
 */

/**
 * @typedef {object} GymScoresView
 * @property {number[]} good
 * @property {number[]} faulty
 * @property {number} by_other_recordings
 */

/**
 * @typedef {object} CalibrationView
 * @property {ExerciseView} exercise
 * @property {RateView[]} rates by ratio
 * @property {KnownScoreView[]} known
 * @property {GymScoresView} gym
 * @property {string} judged_by
 * @property {number} people
 * @property {number | null} least_promised_ratio null: none
 */

/**
 * @typedef {object} SaidView
 * @property {"good" | "faulty" | "unscorable"} outcome
 * @property {number | null} score
 * @property {number | null} threshold
 */

/**
 * @typedef {object} TrialChangeView
 * @property {string} rep_id
 * @property {string | null} member_id
 * @property {number} started_ms
 * @property {SaidView} before
 * @property {SaidView} after
 */

/**
 * @typedef {object} TransitionView
 * @property {"good" | "faulty" | "unscorable"} before
 * @property {"good" | "faulty" | "unscorable"} after
 * @property {number} reps
 */

/**
 * @typedef {object} TrialView
 * @property {string} trial_id
 * @property {string} digest
 * @property {string} expected_digest
 * @property {string} what
 * @property {number} false_alarm_ratio
 * @property {number} threshold
 * @property {number} begun_ms
 * @property {string} author
 * @property {number} since_ms
 * @property {number} reps
 * @property {number} done_reps
 * @property {number} left_out
 * @property {boolean} is_done
 * @property {TransitionView[]} transitions
 * @property {number} members
 * @property {TrialChangeView[]} sample
 * @property {string[]} words
 */

/**
 * An exercise of the gym, and what is written about it; empty is what is not said.
 *
 * @typedef {object} DescribedView
 * @property {string} exercise_id
 * @property {string} name
 * @property {boolean} is_taught
 * @property {string} equipment
 * @property {string[]} primary_muscles
 * @property {string[]} secondary_muscles
 * @property {string[]} instructions
 * @property {string} category
 * @property {string} level
 * @property {string} force
 * @property {string} mechanic
 */

/**
 * @typedef {object} DescribedPage
 * @property {DescribedView[]} items
 * @property {string | null} next
 * @property {number} count in all parts
 */

/**
 * @typedef {object} ImportedExerciseView
 * @property {string} name
 * @property {string | null} exercise_id null: the gym has none yet
 * @property {"new" | "same" | "different"} comparison
 * @property {string[]} differences
 */

/**
 * @typedef {object} ExerciseImportView
 * @property {ImportedExerciseView[]} exercises
 * @property {string[]} not_understood
 * @property {number} new_count
 * @property {number} different_count
 * @property {number} same_count
 */

/**
 * One end of equipment, or one of a pair, that is followed.
 *
 * @typedef {object} EquipmentEndView
 * @property {"BAR_LEFT" | "BAR_RIGHT"} end
 * @property {number | null} radius_tl null: what was taught cannot be read
 */

/**
 * The equipment that an exercise was taught with.
 *
 * @typedef {object} EquipmentView
 * @property {EquipmentKind} kind
 * @property {EquipmentEndView[]} ends
 */

/**
 * An exercise as it is asked for alone.
 *
 * @typedef {object} TaughtExerciseView
 * @property {string} exercise_id
 * @property {string} name
 * @property {number} created_ms
 * @property {number | null} archived_ms null: it is in use
 * @property {VersionView | null} live null: it is not taught yet
 * @property {EquipmentView | null} equipment null: none was taught
 */
