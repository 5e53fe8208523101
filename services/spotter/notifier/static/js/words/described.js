// The words about exercises that are described.

/** @import { DescribedView, ExerciseImportView } from "../records/exercises/types.js" */

import { capital, count } from "./text.js";

/** @param {Pick<DescribedView, "equipment" | "primary_muscles">} exercise */
export function neededInWords({ equipment, primary_muscles }) {
  return capital([equipment, ...primary_muscles].filter(Boolean).join(", "));
}

/** @param {Pick<DescribedView, "primary_muscles" | "secondary_muscles">} exercise */
export function musclesInWords({ primary_muscles, secondary_muscles }) {
  const helping = secondary_muscles.length ? `; helping: ${secondary_muscles.join(", ")}` : "";
  return primary_muscles.length ? `For ${primary_muscles.join(", ")}${helping}.` : "";
}

/** @param {number} untaught */
export function untaughtInWords(untaught) {
  return untaught
    ? `${count(untaught, "exercise is", "exercises are")} described and not taught yet. ` +
        "They can be planned: a tap on the station's screen ticks them off, and Spotter neither " +
        "counts nor judges them until somebody has taught them."
    : "None is described yet.";
}

/** @param {Pick<ExerciseImportView, "new_count" | "different_count" | "same_count">} found */
export function broughtInWords({ new_count, different_count, same_count }) {
  return (
    `The file has ${count(new_count, "new exercise", "new exercises")}, ${different_count} that ` +
    `are here with another description or none, and ${same_count} that are the same.`
  );
}

/** @param {Pick<ExerciseImportView, "new_count" | "different_count">} stored */
export function takenInWords({ new_count, different_count }) {
  const changed = count(different_count, "description", "descriptions");
  return `Taken in: ${count(new_count, "new exercise", "new exercises")}, and ${changed} of others.`;
}
