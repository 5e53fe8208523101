// The API's answers that the pages use, as views/v1 declares them.

/** @import { MovementView, VerdictView } from "../messages.js" */

/**
 * A part of a list; `next` asks for the next part.
 *
 * @template Item
 * @typedef {{ items: Item[]; next: string | null }} Page
 */

/**
 * @typedef {object} ConsentView
 * @property {boolean} keeps_reps
 * @property {boolean} keeps_poses
 * @property {number} consented_ms
 */

/**
 * @typedef {object} RetentionView
 * @property {number | null} poses_kept_days
 * @property {number | null} verdicts_kept_days
 */

/**
 * @typedef {object} MemberView
 * @property {string} member_id
 * @property {string} name
 * @property {ConsentView} consent
 * @property {RetentionView} retention
 * @property {number} joined_ms
 * @property {number | null} left_ms null: they have not left
 * @property {number | null} height_m metres; null: nobody said so
 */

/**
 * @typedef {object} ConsentChanged
 * @property {MemberView} member
 * @property {number} removed_poses reps that lost their poses
 */

/**
 * @typedef {object} RemovedView
 * @property {string} kind
 * @property {number} count
 */

/**
 * @typedef {object} ErasureView
 * @property {RemovedView[]} removed
 * @property {string[]} remade_exercises
 * @property {string[]} still_to_do
 */

/**
 * @typedef {object} SessionView
 * @property {string} session_id
 * @property {string} member_id
 * @property {string} member_name
 * @property {string} station_id
 * @property {string | null} class_id
 * @property {number} begun_ms
 * @property {string} begun_by
 * @property {number | null} ended_ms null: it is open
 * @property {string} ended_by
 * @property {string} how
 * @property {number} consented_ms
 */

/**
 * @typedef {object} ClassView
 * @property {string} class_id
 * @property {string} name
 * @property {string} first_day YYYY-MM-DD
 * @property {boolean} is_weekly
 * @property {string} starts_at HH:MM
 * @property {number} minutes
 * @property {string[]} member_ids
 * @property {string[]} station_ids
 * @property {string[]} trainers
 * @property {number | null} archived_ms
 */

/**
 * @typedef {object} LedgerRepView
 * @property {VerdictView} verdict
 * @property {string | null} member_id
 * @property {string | null} session_id
 * @property {string} method_version
 * @property {boolean} has_poses
 * @property {number | null} load_kg as the member did the set; null: nobody knows
 * @property {number | null} mean_w mean power that lifted the load; null without metres or load
 */

/**
 * @typedef {object} MeansView
 * @property {number} range_ratio
 * @property {number} out_s
 * @property {number} back_s
 * @property {number} rep_s
 * @property {number} reps
 */

/**
 * @typedef {object} FaultRepsView
 * @property {string} code
 * @property {string} joint
 * @property {string} words
 * @property {number} reps
 */

/**
 * @typedef {object} BucketView
 * @property {string} first_day YYYY-MM-DD
 * @property {number} good
 * @property {number} faulty
 * @property {number} unscorable
 * @property {MeansView | null} means
 * @property {FaultRepsView[]} faults
 */

/**
 * @typedef {object} ExerciseRepsView
 * @property {string} exercise_id
 * @property {string} exercise
 * @property {number} reps
 */

/**
 * @typedef {object} HistoryView
 * @property {BucketView[]} buckets oldest first
 * @property {ExerciseRepsView[]} exercises most reps first
 * @property {("csv" | "json" | "parquet")[]} formats in which it can be had
 */

export {};

/**
 * @typedef {object} VersionView
 * @property {string} digest
 * @property {number} activated_ms
 * @property {string} author
 * @property {string} reason
 * @property {number} good_reps
 * @property {number} people
 * @property {number} views
 * @property {number} faulty_reps
 * @property {number} cues
 * @property {number} false_alarm_ratio
 */

/**
 * @typedef {object} ExerciseView
 * @property {string} exercise_id
 * @property {string} name
 * @property {number} created_ms
 * @property {number | null} archived_ms null: it is in use
 * @property {VersionView} live
 */

/**
 * @typedef {object} FoundRepView
 * @property {string} data
 * @property {MovementView} movement
 * @property {string[]} doubts
 */

/**
 * @typedef {object} RecordingView
 * @property {number} since_ms
 * @property {number} until_ms
 * @property {number} frames
 * @property {FoundRepView[]} reps
 * @property {string[]} doubts
 * @property {string[]} carried_by
 * @property {string} view
 * @property {string} why_none
 */

/** @typedef {"left" | "right"} EndName */

/**
 * @typedef {object} BoxView
 * @property {EndName | null} end null: the one at the nearer hand
 * @property {number} index of the picture
 * @property {number} x_px
 * @property {number} y_px
 * @property {number} width_px
 * @property {number} height_px
 */

/**
 * @typedef {object} TrackView
 * @property {EndName} end
 * @property {[index: number, x_px: number, y_px: number, radius_px: number][]} places
 * @property {[from_s: number, until_s: number][]} unclear_s seconds since the first picture
 */

/**
 * @typedef {object} FilmView
 * @property {string} film_id
 * @property {string} station_id
 * @property {string} equipment
 * @property {"recording" | "recorded" | "proposing" | "following" | "followed" | "refused"} state
 * @property {string | null} problem
 * @property {number} progress_ratio
 * @property {number} width_px
 * @property {number} height_px
 * @property {number[]} times_ms
 * @property {number} kept_until_ms
 * @property {BoxView[]} proposals
 * @property {TrackView[]} tracks
 */

/**
 * @typedef {object} CalibratedView
 * @property {number} threshold
 * @property {number | null} own_threshold
 * @property {number} good_judged
 * @property {number} false_alarms
 * @property {number} faulty_judged
 * @property {number} misses
 */

/**
 * @typedef {object} RecordedView
 * @property {ExerciseView} exercise
 * @property {CalibratedView} calibrated
 * @property {string[]} words
 */

/**
 * @typedef {object} RepJudgedView
 * @property {ExerciseView} exercise
 * @property {string} previous_digest
 * @property {boolean} is_changed
 * @property {CalibratedView} before
 * @property {CalibratedView} after
 * @property {string[]} words
 */
