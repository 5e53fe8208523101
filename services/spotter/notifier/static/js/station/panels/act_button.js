// A button for whoever trains: large enough for gloves.

/** @import { Key } from "../../words/language.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";

/**
 * @param {Key} key of its words
 * @param {() => void} onPress
 */
export function actButton(key, onPress) {
  const button = el("button", { type: "button", class: "act" }, t(key));
  button.addEventListener("click", onPress);
  return button;
}
