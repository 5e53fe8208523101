// What rates of false alarms and thresholds mean. Pure.

/** @import { CalibrationView, RateView } from "../types.js" */

import { count, number } from "../../../words/text.js";

const PERCENT = 100;

/**
 * A ratio such as 0.05 as "5 %".
 *
 * @param {number} ratio
 */
export const percent = (ratio) => `${number(PERCENT * ratio)} %`;

/**
 * The place of the rate that is live.
 *
 * @param {CalibrationView} calibration
 */
export function liveRate({ rates, exercise }) {
  return nearest(rates, ({ false_alarm_ratio }) =>
    Math.abs(Math.log(false_alarm_ratio / exercise.live.false_alarm_ratio)),
  );
}

/**
 * The place of the rate whose threshold is nearest.
 *
 * @param {RateView[]} rates
 * @param {number} threshold
 */
export function rateAt(rates, threshold) {
  return nearest(rates, (one) => Math.abs(one.threshold - threshold));
}

/**
 * How sure a rate is, and what it rests on.
 *
 * @param {Pick<CalibrationView, "people" | "least_promised_ratio">} calibration
 * @param {Pick<RateView, "missing">} rate
 */
export function promiseInWords({ people, least_promised_ratio }, { missing }) {
  const samples = count(people, "person", "people");
  if (!missing) {
    return `Promised for anybody who comes: the threshold rests on recordings of ${samples}.`;
  }
  const more = `${count(missing, "more person", "more people")} would promise it`;
  const best = least_promised_ratio
    ? `so many can promise ${percent(least_promised_ratio)} at best`
    : "so few can promise no rate";
  return `An estimate: there are recordings of ${samples}, and ${best}. ${more}.`;
}

/**
 * What a threshold means for the reps that are known and for the gym's.
 *
 * @param {Pick<CalibrationView, "known" | "gym">} calibration
 * @param {number} threshold
 * @param {number} live the threshold that is live
 */
export function meaningInWords({ known, gym }, threshold, live) {
  const [recorded, fine, wrong] = ["recorded", "fine", "wrong"].map((kind) =>
    known.filter((one) => one.kind === kind).map((one) => one.score),
  );
  const all = [...gym.good, ...gym.faulty];
  const lines = [
    `Of ${count(recorded.length, "recorded rep", "recorded reps")}, each judged without itself, ` +
      `${above(recorded, threshold)} would be called faulty.`,
  ];
  if (wrong.length) {
    const missed = wrong.length - above(wrong, threshold);
    lines.push(
      `Of ${count(wrong.length, "rep", "reps")} that a trainer called wrong, ${missed} would be missed.`,
    );
  }
  if (fine.length) {
    lines.push(
      `Of ${count(fine.length, "rep", "reps")} that a trainer called fine, ` +
        `${count(above(fine, threshold), "is", "are")} above it; ` +
        "they and reps like them are good all the same.",
    );
  }
  if (all.length) {
    lines.push(
      `Of ${count(all.length, "rep", "reps")} of the last four weeks, the recordings would call ` +
        `${above(all, threshold)} faulty, ${above(all, live)} at the live threshold. ` +
        "Whoever has done good reps is judged by these: try it to see what would be said.",
    );
  }
  return lines;
}

/**
 * @param {number[]} scores
 * @param {number} threshold
 */
function above(scores, threshold) {
  return scores.filter((score) => score > threshold).length;
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => number} distance
 */
function nearest(items, distance) {
  const distances = items.map(distance);
  return distances.indexOf(Math.min(...distances));
}
