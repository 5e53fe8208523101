/**
 * @file What the notifier says of alerts, as its views/ declare it. No script loads this file.
 *
 * Times end in `_ms`: milliseconds since the Unix epoch. Ids are UUIDs as text.
 */

/** @typedef {"fault" | "differs" | "unscorable" | "two_people" | "camera" | "call"} AlertKind */
/** @typedef {"low" | "medium" | "high"} Priority */
/** @typedef {"" | "better" | "steady" | "worse"} Trend */
/** @typedef {"" | "budget" | "class_line" | "silence" | "camera"} Holding */
/** @typedef {"" | "fixed" | "nothing_followed" | "was_fine" | "closed"} Ending */

/**
 * What an alert rests on.
 *
 * @typedef {object} EvidenceView
 * @property {number} reps the latest reps that were looked at
 * @property {number} faulty_reps how many of them have the fault
 * @property {number} in_a_row how many of the latest have it without one in between
 * @property {number} worst_ratio the worst rep's score divided by its threshold; 0: there is none
 * @property {Trend} trend
 * @property {string} worst_rep_id
 * @property {string[]} rep_ids the reps that have it, latest first
 */

/**
 * Who has taken an alert.
 *
 * @typedef {object} TakingView
 * @property {string} author
 * @property {string} name
 * @property {number} at_ms
 * @property {number} until_ms until when it is theirs if nothing follows
 */

/**
 * What asks for a trainer.
 *
 * @typedef {object} AlertView
 * @property {string} alert_id
 * @property {AlertKind} kind
 * @property {Priority} priority
 * @property {string} station_id
 * @property {string | null} session_id
 * @property {string | null} member_id
 * @property {string | null} class_id
 * @property {string} exercise
 * @property {string} title in words, such as "Knees fall in"
 * @property {string} reason in words, such as "third rep in a row, getting worse"
 * @property {string[]} cues sentences to pick, best first
 * @property {EvidenceView} evidence
 * @property {boolean} is_active its condition holds
 * @property {boolean} is_latched it stays open until somebody has seen it
 * @property {TakingView | null} taking null: nobody has taken it
 * @property {Holding} holding why it is not shown among the first
 * @property {string | null} silence_id
 * @property {string | null} line_id the line that it is part of
 * @property {number} opened_ms
 * @property {number} risen_ms when its condition last began or grew worse
 * @property {number | null} ended_ms null: it is open
 * @property {Ending} ending
 * @property {string} ending_words
 * @property {number} rank the larger goes first
 * @property {number} escalation how often nobody has answered
 * @property {string[]} declined_by
 */

/**
 * One line for a class in which many share a fault.
 *
 * @typedef {object} ClassLineView
 * @property {string} line_id
 * @property {string | null} class_id
 * @property {string} exercise
 * @property {string} words such as "7 of 20 cut the squat short"
 * @property {number} people
 * @property {number} out_of
 * @property {string[]} alert_ids
 * @property {number} begun_ms
 * @property {number | null} ended_ms
 */

/**
 * How much somebody at a station needs a trainer.
 *
 * @typedef {object} NeedView
 * @property {string} station_id
 * @property {number} rank the larger goes first; 0: all is well
 * @property {"" | Priority} priority
 * @property {string} reason in words; empty: all is well
 * @property {Trend} trend
 * @property {number | null} looked_ms when a trainer last looked; null: not yet
 */

/**
 * Being quiet about something, for a time.
 *
 * @typedef {object} SilenceView
 * @property {string} silence_id
 * @property {string | null} member_id
 * @property {string | null} station_id
 * @property {string | null} alert_id
 * @property {string} words what is quiet
 * @property {string} author
 * @property {string} name
 * @property {string} reason
 * @property {number} begun_ms
 * @property {number} until_ms 0: somebody ended it before its time
 */

/**
 * A sentence that was sent to a station's screen.
 *
 * @typedef {object} CueView
 * @property {string} cue_id
 * @property {string} station_id
 * @property {string} text
 * @property {string} author
 * @property {string} name
 * @property {number} at_ms
 * @property {string | null} alert_id
 */

/**
 * A trainer at the console.
 *
 * @typedef {object} PresenceView
 * @property {string} author
 * @property {string} name
 * @property {number} until_ms
 */

/**
 * What is known of alerts: in a snapshot all that is open, later what has changed, by id.
 *
 * @typedef {object} AlertsView
 * @property {AlertView[]} alerts
 * @property {ClassLineView[]} lines
 * @property {NeedView[]} needs
 * @property {SilenceView[]} silences
 * @property {CueView[]} cues
 * @property {PresenceView[]} presences
 * @property {boolean} is_flood
 * @property {string} problem why alerts are not known; empty: they are
 */

/**
 * What became of an answer.
 *
 * @typedef {object} AnsweredView
 * @property {AlertView} alert
 * @property {string[]} taught what the exercise learned, as sentences; empty: nothing
 * @property {string} problem why nothing was learned; empty: something was
 */

export {};
