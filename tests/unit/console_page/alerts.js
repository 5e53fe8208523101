// Alerts as the notifier sends them, for tests.

/** @import { AlertsView, AlertView } from "#page/console/types.js" */

export const ME = "11111111-1111-4111-8111-111111111111";
export const OTHER = "22222222-2222-4222-8222-222222222222";

/**
 * @param {Partial<AlertView>} [different]
 * @returns {AlertView}
 */
export function alert(different = {}) {
  return {
    alert_id: "a1",
    kind: "fault",
    priority: "medium",
    station_id: "rack-1",
    session_id: null,
    member_id: null,
    class_id: null,
    exercise: "squat",
    title: "Knees fall in",
    reason: "third rep in a row",
    cues: ["Push your knees out"],
    evidence: {
      reps: 5,
      faulty_reps: 3,
      in_a_row: 3,
      worst_ratio: 1.5,
      trend: "worse",
      worst_rep_id: "r3",
      rep_ids: ["r3", "r2", "r1"],
    },
    is_active: true,
    is_latched: false,
    taking: null,
    holding: "",
    silence_id: null,
    line_id: null,
    opened_ms: 1000,
    risen_ms: 1000,
    ended_ms: null,
    ending: "",
    ending_words: "",
    rank: 1,
    escalation: 0,
    declined_by: [],
    ...different,
  };
}

/**
 * @param {Partial<AlertsView>} [different]
 * @returns {AlertsView}
 */
export function alerts(different = {}) {
  return {
    alerts: [],
    lines: [],
    needs: [],
    silences: [],
    cues: [],
    presences: [],
    is_flood: false,
    problem: "",
    ...different,
  };
}

/** @param {string} author */
export function taking(author) {
  return { author, name: author === ME ? "Me" : "Kim", at_ms: 2000, until_ms: 300_000 };
}
