// Listens for the keys of the console.

/** @import { Action } from "./keymap.js" */

import { areLettersOn } from "./help_dialog.js";
import { actionOf, digitOf } from "./keymap.js";

/**
 * @param {(action: Action) => void} onAction
 * @param {(digit: number) => void} onDigit
 * @param {() => boolean} isBlocked whether a dialog has the keyboard for itself
 */
export function listen(onAction, onDigit, isBlocked) {
  addEventListener("keydown", (event) => {
    if (event.repeat || event.defaultPrevented || isBlocked()) {
      return;
    }
    const isTyping = isField(event.target);
    const action = actionOf(event, areLettersOn(), isTyping);
    const digit = digitOf(event, areLettersOn(), isTyping);
    if (action) {
      event.preventDefault();
      onAction(action);
    } else if (digit) {
      onDigit(digit);
    }
  });
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && target.matches("input, select, textarea");
}
