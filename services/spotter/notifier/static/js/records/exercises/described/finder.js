// Finds exercises that are described and not taught yet, by name, equipment or muscle.

/** @import { DescribedView } from "../types.js" */

import { neededInWords } from "../../../words/described.js";
import { Finder } from "../../finder.js";

const UNTAUGHT = {
  path: "exercise-descriptions",
  only: { only_untaught: true },
  label: "Name, equipment or muscle",
  list: "Exercises found",
  none: "None found.",
  words: neededInWords,
};

/** @extends {Finder<DescribedView>} */
export class UntaughtFinder extends Finder {
  /** @param {(exercise: DescribedView) => void} onChosen */
  constructor(onChosen) {
    super(UNTAUGHT, onChosen);
  }
}
