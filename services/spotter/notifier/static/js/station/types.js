/**
 * @file The types of what a station's own screen is told. No script loads this file.
 * Names end in units: `_ms` for milliseconds since the Unix epoch.
 */

/** @import { Points } from "../messages.js" */

/**
 * Who trains here.
 *
 * @typedef {object} ScreenSessionView
 * @property {string} session_id
 * @property {string} first_name
 * @property {number} begun_ms
 */

/**
 * A sentence that a trainer has sent.
 *
 * @typedef {object} ScreenCueView
 * @property {string} cue_id
 * @property {string} text
 * @property {string} name whose it is
 * @property {number} at_ms
 */

/**
 * That somebody here has called a trainer.
 *
 * @typedef {object} CallView
 * @property {string} alert_id
 * @property {number} at_ms
 * @property {string | null} taken_by who comes; null: nobody has taken it
 */

/**
 * One station's own screen.
 *
 * @typedef {object} ScreenView
 * @property {string} station_id
 * @property {ScreenSessionView | null} session null: nobody in particular
 * @property {FollowingView | null} following their workout; null: none
 * @property {ScreenCueView[]} cues of the last minutes, in order
 * @property {CallView | null} call the open one; null: there is none
 * @property {string} problem why no trainer can be called; empty: one can
 */

/**
 * The set to do next.
 *
 * @typedef {object} NextSetView
 * @property {number} item of the items, counted from 0
 * @property {string} exercise
 * @property {number} set of the item, counted from 1
 * @property {number} sets how many the item has
 * @property {number | null} reps_planned null: it is planned in seconds
 * @property {number | null} seconds_planned null: it is planned in reps
 * @property {number | null} load_kg null: as the member likes
 * @property {string | null} tempo such as 3-1-1-0; null: any
 * @property {boolean} is_counted false: nobody has taught it, and a tap ticks it off
 */

/**
 * The set at which the member is; while they rest, the one that they have just done.
 *
 * @typedef {object} CurrentSetView
 * @property {number} item of the items, counted from 0
 * @property {string} exercise
 * @property {number} set of the item, counted from 1
 * @property {number} sets how many the item has
 * @property {number | null} reps_planned null: it is planned in seconds
 * @property {number | null} seconds_planned null: it is planned in reps
 * @property {number | null} load_kg null: as the member likes
 * @property {string | null} tempo such as 3-1-1-0; null: any
 * @property {boolean} is_counted false: nobody has taught it, and a tap ticks it off
 * @property {number} reps
 * @property {number} good_reps
 * @property {number} held_s how long a position was kept
 * @property {string | null} broke the joint at which the last hold broke; null: it did not
 * @property {"next" | "doing" | "resting"} state
 * @property {number | null} rest_until_ms null: they do not rest
 * @property {boolean} is_enough its reps have become as slow as the trainer allows: rest
 */

/**
 * A set, and what was done of it.
 *
 * @typedef {object} SetView
 * @property {number} reps
 * @property {number} good_reps
 * @property {number} seconds
 * @property {number | null} load_kg
 * @property {"open" | "doing" | "done" | "skipped"} state
 */

/**
 * Sets of one exercise.
 *
 * @typedef {object} FollowedItemView
 * @property {number} item
 * @property {string} exercise
 * @property {SetView[]} sets
 */

/**
 * A workout that is followed.
 *
 * @typedef {object} FollowingView
 * @property {string} workout_id
 * @property {string} title
 * @property {boolean} is_done nothing is left to do, here or elsewhere
 * @property {CurrentSetView | null} current null: nothing is left here
 * @property {NextSetView | null} next after the current one; null: none
 * @property {FollowedItemView[]} items
 * @property {boolean} can_undo
 * @property {number | null} asked_left of that set it is asked how many reps were left; null: of none
 */

/**
 * How an exercise is done well, seen from one side.
 *
 * @typedef {object} GhostView
 * @property {number[]} times_s seconds since its first frame
 * @property {Points[]} frames torso lengths from where the hips start, y up
 * @property {number[]} carries the joints that carry the exercise
 * @property {"front" | "side" | "behind" | "unclear"} view
 */

export {};
