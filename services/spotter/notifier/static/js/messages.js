/**
 * @file The types of the messages that the notifier's views/ declare. No script loads this file.
 * Names end in units: `_ms` for milliseconds since the Unix epoch, `_tl` for torso lengths.
 */

/** @import { AlertsView } from "./console/types.js" */
/** @import { SessionView } from "./records/types.js" */
/** @import { MeasureView, WorstView } from "./rep/types.js" */
/** @import { ScreenView } from "./station/types.js" */

/** @typedef {"good" | "faulty" | "unscorable"} OutcomeName */
/** @typedef {"connecting" | "live" | "offline" | "ended" | "paused"} StatusName */
/** @typedef {[x: number, y: number]} Point */
/** @typedef {"barbell" | "dumbbell" | "dumbbells" | "kettlebell" | "kettlebells" | "band" | "other"} EquipmentKind */

/** @typedef {(Point | null)[]} Points The 25 joints of BODY_25, null where missing; the left and the right end of equipment may follow. */

/**
 * A named deviation that matters.
 * @typedef {object} FaultView
 * @property {string} joint joint of BODY_25, such as LEFT_KNEE, or BAR_LEFT or BAR_RIGHT, an end of equipment
 * @property {string} label the joint in words
 * @property {number} phase 0 at the rep's start, 1 at its end
 * @property {string} direction where the joint is, relative to the reference
 * @property {string} code what is wrong, such as KNEES_IN
 * @property {string | null} moment the part of the rep, such as BOTTOM
 * @property {boolean} both_sides the other side deviates likewise
 * @property {number} size_tl
 * @property {number} frame_index frame of the attempt, counted from 0
 * @property {string} action what to do, for whoever does the rep
 */

/**
 * How fast a rep was lifted, against gravity.
 * @typedef {object} SpeedView
 * @property {number} mean_tl_s torso lengths a second
 * @property {number} peak_tl_s
 * @property {number | null} of_first_ratio the mean, divided by that of the set's first good rep
 * @property {number | null} mean_m_s metres a second; null: nobody knows the scale
 * @property {number | null} peak_m_s
 * @property {"height" | null} scale how metres are known
 * @property {number | null} mean_w_per_kg mean power, watts for each kilogram of load
 */

/**
 * The verdict on one rep.
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
 * @property {number | null} score faulty above the threshold; unitless
 * @property {number | null} threshold
 * @property {string} reason why the rep is unscorable
 * @property {string | null} reason_code the same as a code, such as JOINTS_UNSEEN
 * @property {string[]} sentences what to say about the rep, most important first
 * @property {string[]} hints what to change
 * @property {string[]} fixed what to say about faults that are now fixed
 * @property {FaultView[]} faults worst first
 * @property {string} trace_id
 * @property {"references" | "own reps"} judged_by
 * @property {string} question what a trainer should look at in this set; said once a set
 * @property {string} pattern a trainer's name of how it goes wrong; empty without one
 * @property {string} session_id empty: nobody's in particular
 * @property {SpeedView | null} speed null: it could not be measured
 */

/**
 * One of a station's latest reps.
 * @typedef {object} RepMark
 * @property {string} rep_id
 * @property {number} track_id
 * @property {number} set_number
 * @property {number} rep_number
 * @property {OutcomeName} outcome
 */

/**
 * One person's current set, at a station where everybody is judged.
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
 * @typedef {object} StationView
 * @property {string} station_id
 * @property {string} name
 * @property {string} exercise the exercise, the one recognised last, or the candidates in words
 * @property {StatusName} status
 * @property {number | null} since_ms when the status began
 * @property {string} reason why the station is not live
 * @property {string} problem what does not come although the station is live; else empty
 * @property {string[]} shortfalls what it lacks so that its reps can be judged, although it is live
 * @property {number | null} set_number the current set, counted from 1
 * @property {number} rep_count reps of the current set
 * @property {number} good_count how many of them were good
 * @property {VerdictView | null} last the latest rep's verdict
 * @property {RepMark[]} recent latest reps, oldest first
 * @property {boolean} everybody whether everybody in view is judged
 * @property {PersonSetView[]} people where everybody is judged: each person's set
 * @property {number} delay_s how long after their capture the camera's frames are published
 * @property {boolean} is_filmed_by_screen whether the browser of its own screen is its camera
 * @property {boolean} keeps_pictures whether its pictures are kept now, to teach equipment by them
 */

/**
 * A movement in torso lengths, relative to the hips' starting position.
 *
 * @typedef {object} MovementView
 * @property {number[]} times_s seconds since the first frame
 * @property {Points[]} frames x to the right, y up
 * @property {EquipmentKind | null} equipment_kind what the ends after the joints are of; null: none are there
 */

/**
 * One rep in detail, from api/reps/<id>.
 *
 * @typedef {object} RepView
 * @property {VerdictView} verdict
 * @property {MovementView | null} attempt null if no longer kept
 * @property {MovementView | null} reference null if there is none
 * @property {[attempt: number, reference: number][]} alignment pairs of frames
 * @property {WorstView | null} worst
 * @property {string[]} notes the score and by what it was judged, as sentences
 * @property {string[]} numbers the numbers behind the sentences
 * @property {MeasureView[]} measures
 * @property {string} angle the joint angle that is farthest off, if any
 */

/**
 * One person, in thousandths of the picture's height.
 *
 * @typedef {object} PersonView
 * @property {number} track_id
 * @property {(number | null)[]} xy 25 times x and y, y down
 * @property {(number | null)[]} equipment x and y of its left and its right end; empty: none is followed
 */

/**
 * The people at a station.
 *
 * @typedef {object} PoseView
 * @property {string} station_id
 * @property {number} width of the picture, in thousandths of its height
 * @property {PersonView[]} people
 * @property {EquipmentKind | null} equipment_kind null: none is followed
 */

/**
 * Who trains at the stations.
 *
 * @typedef {object} WhoTrains
 * @property {SessionView[] | null} sessions the open ones; null: they are not known
 * @property {string} problem why they are not known; empty: not asked yet
 */

/**
 * The whole state that a page starts from.
 *
 * @typedef {object} Snapshot
 * @property {"snapshot"} type
 * @property {string} at where a page that comes back goes on
 * @property {number} now_ms
 * @property {string} notice what is wrong in the whole gym; else empty
 * @property {StationView[]} stations
 * @property {VerdictView[]} feed newest first
 * @property {WhoTrains | null} who_trains null: not for whoever asks
 * @property {AlertsView | null} alerts null: not for whoever asks
 * @property {ScreenView | null} screen null: no station's own screen asks
 */

/**
 * The new state of one station.
 *
 * @typedef {object} StationChanged
 * @property {"station"} type
 * @property {string} at
 * @property {StationView} station
 */

/**
 * Who trains at a station now.
 *
 * @typedef {object} SessionChanged
 * @property {"session"} type
 * @property {string} at
 * @property {string} station_id
 * @property {SessionView | null} session null: nobody in particular
 */

/**
 * A new verdict.
 *
 * @typedef {object} NewVerdict
 * @property {"verdict"} type
 * @property {string} at
 * @property {VerdictView} verdict
 */

/**
 * Alerts that have changed.
 *
 * @typedef {object} AlertsChanged
 * @property {"alerts"} type
 * @property {string} at
 * @property {AlertsView} alerts
 */

/**
 * What a station's own screen shows now of people and alerts.
 *
 * @typedef {object} ScreenChanged
 * @property {"screen"} type
 * @property {string} at
 * @property {ScreenView} screen
 */

/**
 * That the page has all there is; every two seconds.
 *
 * @typedef {object} Heartbeat
 * @property {"heartbeat"} type
 * @property {string} at
 * @property {number} now_ms
 */

/**
 * The newest poses of some stations.
 * @typedef {object} Poses
 * @property {"poses"} type
 * @property {number} number the page answers with it once the poses are drawn
 * @property {PoseView[]} poses
 */

/** @typedef {StationChanged | SessionChanged | NewVerdict | AlertsChanged | ScreenChanged} Happened */
/** @typedef {Snapshot | Happened | Heartbeat | Poses} FromNotifier */

/**
 * A message from the page: the stations it shows (null: all), the last poses it has drawn.
 *
 * @typedef {object} FromPage
 * @property {string[] | null} [watch]
 * @property {number} [seen]
 */

export {};
