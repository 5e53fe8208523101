// Which key does what. Letters alone act only outside of fields, and can be switched off.

/**
 * @typedef {"next" | "previous" | "open" | "take" | "hand_back" | "not_mine" | "snooze" | "fine"
 *   | "wrong" | "cue" | "close" | "select" | "sort" | "pause_sound" | "here" | "help"} Action
 */

/** @type {Record<string, Action>} */
export const LETTERS = {
  j: "next",
  k: "previous",
  t: "take",
  h: "hand_back",
  n: "not_mine",
  s: "snooze",
  f: "fine",
  w: "wrong",
  c: "cue",
  e: "close",
  x: "select",
  o: "sort",
  p: "pause_sound",
  i: "here",
  "?": "help",
};

/**
 * @typedef {object} Pressed a key, and where
 * @property {string} key
 * @property {boolean} ctrlKey
 * @property {boolean} altKey
 * @property {boolean} metaKey
 */

/**
 * What a key asks for; null: nothing of the console's. Digits pick a sentence: see `digitOf`.
 *
 * @param {Pressed} pressed
 * @param {boolean} areLettersOn
 * @param {boolean} isTyping whether a field has the focus
 * @returns {Action | null}
 */
export function actionOf(pressed, areLettersOn, isTyping) {
  return isPlain(pressed) && areLettersOn && !isTyping ? (LETTERS[pressed.key] ?? null) : null;
}

/**
 * The digit that was pressed, 1 to 9; null: none.
 *
 * @param {Pressed} pressed
 * @param {boolean} areLettersOn
 * @param {boolean} isTyping
 */
export function digitOf(pressed, areLettersOn, isTyping) {
  const isDigit = isPlain(pressed) && areLettersOn && !isTyping && /^[1-9]$/.test(pressed.key);
  return isDigit ? Number(pressed.key) : null;
}

/** @param {Pressed} pressed */
function isPlain({ ctrlKey, altKey, metaKey }) {
  return !ctrlKey && !altKey && !metaKey;
}
