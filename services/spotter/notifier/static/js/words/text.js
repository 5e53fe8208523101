// What is said to people.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

export const OUTCOMES = { good: "Good", faulty: "Faulty", unscorable: "Not judged" };
export const STATUSES = {
  live: "Live",
  connecting: "Connecting",
  offline: "Offline",
  ended: "Ended",
};

export const clock = (ms) => CLOCK.format(ms);
export const clockWithSeconds = (ms) => CLOCK_WITH_SECONDS.format(ms);
export const number = (value) => NUMBER.format(value);
export const repHash = (repId) => `#rep/${encodeURIComponent(repId)}`;
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export function count(things, one, many) {
  return `${things} ${things === 1 ? one : many}`;
}

export function exerciseName(exercise) {
  return capital(exercise.replaceAll(/[_-]/g, " "));
}

// The most important of what is said of a rep; empty where there is nothing to say.
export function mainSentence(verdict) {
  return verdict.sentences[0] ?? "";
}

// Which rep, as "Set 1, rep 4"; with the person in front where everybody is judged. `verdict` may
// be anything that has a track, a set and a rep number.
export function whichRep(verdict, everybody) {
  const which = `set ${verdict.set_number}, rep ${verdict.rep_number}`;
  return capital(everybody ? `person ${verdict.track_id}, ${which}` : which);
}

// The rep alone, as "rep 4" or "person 2, rep 4".
export function repName(verdict, everybody) {
  const rep = `rep ${verdict.rep_number}`;
  return everybody ? `person ${verdict.track_id}, ${rep}` : rep;
}

// What to say first, as "Rep 4: not deep enough", and what then.
export function headline(verdict, everybody) {
  const [first, ...rest] = mainSentence(verdict).split("; ");
  const isSaid = verdict.outcome === "faulty" && first;
  const said = (isSaid ? first : OUTCOMES[verdict.outcome]).replace(/^\p{Lu}/u, (letter) =>
    letter.toLowerCase(),
  );
  const detail = isSaid ? rest.join("; ") : mainSentence(verdict);
  const title = `${capital(repName(verdict, everybody))}: ${said}`.replace(/\.$/, "");
  return { title, detail: capital(detail) };
}

const WHEN = { offline: (time) => ` since ${time}`, ended: (time) => ` at ${time}` };
const reps = (many) => count(many, "rep", "reps");

export function stationNotice(station) {
  if (station.status === "live") {
    return null;
  }
  const when =
    station.since_ms === null ? "" : (WHEN[station.status]?.(clock(station.since_ms)) ?? "");
  return {
    title: `${STATUSES[station.status]}${when}`,
    reason: capital(station.reason),
    counted: counted(station),
  };
}

function counted(station) {
  if (station.people.length) {
    return station.people.map((one) => `Person ${one.track_id}, ${reps(one.rep_count)}`).join("; ");
  }
  return station.set_number === null ? "" : `Set ${station.set_number}, ${reps(station.rep_count)}`;
}

export function scoreSentence(verdict) {
  if (verdict.score === null || verdict.threshold === null) {
    return "No score: an unscorable rep never counts against the member.";
  }
  const limit = `the limit of ${number(verdict.threshold)}`;
  const side = verdict.score > verdict.threshold ? "above" : "within";
  return `Score ${number(verdict.score)}, ${side} ${limit}.`;
}
