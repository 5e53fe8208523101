// Finds members by a part of their name.

/** @import { MemberView } from "./types.js" */

import { keptInWords } from "../words/member.js";
import { Finder } from "./finder.js";

const MEMBERS = {
  path: "members",
  label: "A member's name",
  list: "Members found",
  none: "Nobody found.",
  words: keptInWords,
};

/** @extends {Finder<MemberView>} */
export class MemberFinder extends Finder {
  /** @param {(member: MemberView) => void} onChosen */
  constructor(onChosen) {
    super(MEMBERS, onChosen);
  }
}
