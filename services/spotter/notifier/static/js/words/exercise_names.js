// The names of the exercises that come with Spotter, in German. Others have the name they were given.

/** @type {Record<string, string>} */
const GERMAN = {
  squat: "Kniebeuge",
  "front-squat": "Frontkniebeuge",
  lunge: "Ausfallschritt",
  "biceps-curl": "Bizepscurl",
  "overhead-press": "Schulterdrücken",
  "front-raise": "Frontheben",
  "jumping-jack": "Hampelmann",
  "pull-up": "Klimmzug",
  "push-up": "Liegestütz",
  "bench-press": "Bankdrücken",
  deadlift: "Kreuzheben",
  plank: "Unterarmstütz",
  "wall-sit": "Wandsitzen",
  "any exercise": "jede Übung",
};
const OR = " or ";

/** @param {string} words one exercise's name, or those of several, such as "squat or lunge" */
export function inGerman(words) {
  const names = words.split(OR);
  return names.map((one) => GERMAN[one.replaceAll("_", "-")] ?? one).join(" oder ");
}
