/**
 * @file What the notifier sends and takes, as messages.py and views.py of the notifier describe it.
 * Only types: nothing loads this file.
 *
 * Names end in their units: `_ms` are milliseconds since the Unix epoch, `_tl` torso lengths.
 */

/** @typedef {"good" | "faulty" | "unscorable"} OutcomeName */
/** @typedef {"connecting" | "live" | "offline" | "ended"} StatusName */
/** @typedef {[x: number, y: number]} Point */
/** @typedef {(Point | null)[]} Points The 25 joints of BODY_25, null where missing. */

/**
 * A named deviation that matters.
 *
 * @typedef {object} FaultView
 * @property {string} joint joint of BODY_25, as LEFT_KNEE
 * @property {string} label the joint in words
 * @property {number} phase 0 at the rep's start, 1 at its end
 * @property {string} direction where the joint is, seen from the reference
 * @property {number} size_tl
 * @property {number} frame_index attempt's frame, counted from 0
 */

/**
 * What is said of one rep.
 *
 * @typedef {object} VerdictView
 * @property {string} rep_id
 * @property {string} station_id
 * @property {number} track_id
 * @property {string} exercise
 * @property {number} set_number
 * @property {number} rep_number
 * @property {number} started_ms
 * @property {number} ended_ms
 * @property {number} said_ms
 * @property {OutcomeName} outcome
 * @property {number | null} score faulty above the threshold; no unit
 * @property {number | null} threshold
 * @property {string} reason why the rep is unscorable
 * @property {string[]} sentences what to say of the rep, most important first
 * @property {string[]} hints what to change
 * @property {string[]} fixed what to say of faults that have gone
 * @property {FaultView[]} faults worst first
 * @property {string} trace_id
 */

/**
 * One of a station's latest reps.
 *
 * @typedef {object} RepMark
 * @property {string} rep_id
 * @property {number} track_id
 * @property {number} set_number
 * @property {number} rep_number
 * @property {OutcomeName} outcome
 */

/**
 * One person's current set, at a station where everybody is judged.
 *
 * @typedef {object} PersonSetView
 * @property {number} track_id
 * @property {string} exercise
 * @property {number} set_number
 * @property {number} rep_count reps of this set
 * @property {OutcomeName} outcome of the latest rep
 * @property {string} rep_id the latest rep
 */

/**
 * One station, as its tile shows it.
 *
 * @typedef {object} StationView
 * @property {string} station_id
 * @property {string} name
 * @property {string} exercise what is trained, or in words what it may be
 * @property {StatusName} status
 * @property {number | null} since_ms when the status began
 * @property {string} reason why the station is not live
 * @property {number | null} set_number the current set, counted from 1
 * @property {number} rep_count reps of the current set
 * @property {VerdictView | null} last of the latest rep
 * @property {RepMark[]} recent latest reps, oldest first
 * @property {boolean} everybody whether several people are judged here
 * @property {PersonSetView[]} people where everybody is judged, each one's set
 */

/**
 * A movement in torso lengths, relative to where the hips were at its start.
 *
 * @typedef {object} MovementView
 * @property {number[]} times_s seconds since the first frame
 * @property {Points[]} frames x to the right, y up
 */

/**
 * The joint that is farthest from the reference, and when.
 *
 * @typedef {object} WorstView
 * @property {number} joint_index place of the joint in BODY_25
 * @property {string} label the joint in words
 * @property {number} frame_index attempt's frame, counted from 0
 * @property {number} phase 0 at the rep's start, 1 at its end
 * @property {number} size_tl
 * @property {"x" | "y"} axis the direction it is farther off in
 */

/**
 * One thing that was measured of a rep.
 *
 * @typedef {object} MeasureView
 * @property {string} name
 * @property {string} words
 * @property {string} numbers the numbers behind the words, with their units
 */

/**
 * One rep opened, from api/reps/<id>.
 *
 * @typedef {object} RepView
 * @property {VerdictView} verdict
 * @property {MovementView | null} attempt null when no longer kept
 * @property {MovementView | null} reference null when there is none
 * @property {[attempt: number, reference: number][]} alignment pairs of frames
 * @property {WorstView | null} worst
 * @property {MeasureView[]} measures
 * @property {string} angle the joint angle that is farthest out, if any
 */

/**
 * One person, in thousandths of the height of the station's zone.
 *
 * @typedef {object} PersonView
 * @property {number} track_id
 * @property {(number | null)[]} xy 25 times x and y, y down
 */

/**
 * Who is seen at a station.
 *
 * @typedef {object} PoseView
 * @property {string} station_id
 * @property {number} width of the zone, in thousandths of its height
 * @property {PersonView[]} people
 */

/**
 * All that a page needs to begin with.
 *
 * @typedef {object} Snapshot
 * @property {"snapshot"} type
 * @property {number} now_ms
 * @property {StationView[]} stations
 * @property {VerdictView[]} feed newest first
 */

/**
 * One station, anew.
 *
 * @typedef {object} StationChanged
 * @property {"station"} type
 * @property {StationView} station
 */

/**
 * A verdict that has just been said.
 *
 * @typedef {object} VerdictSaid
 * @property {"verdict"} type
 * @property {VerdictView} verdict
 */

/**
 * The newest poses of some stations.
 *
 * @typedef {object} Poses
 * @property {"poses"} type
 * @property {number} number to be said when they have been seen
 * @property {PoseView[]} poses
 */

/** @typedef {Snapshot | StationChanged | VerdictSaid | Poses} FromNotifier */

/**
 * What the page says: which stations it shows (null: all) or which poses it has seen.
 *
 * @typedef {object} FromPage
 * @property {string[] | null} [watch]
 * @property {number} [seen]
 */

export {};
