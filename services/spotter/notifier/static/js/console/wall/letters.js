// How large letters must be on a wall screen.

const DISTANCE_BY_LETTER = 200; // A letter is at least a 200th of the distance high.
const CAPITAL_BY_SIZE = 0.7; // The height of a capital by the size of the font.
const READ_FROM_M = 4;
const USUAL_SCREEN_CM = 121; // The width of a 55 inch screen.

/**
 * The size of the font, in pixels, with which capitals are a 200th of the distance high.
 *
 * @param {number} screenPx the width of the screen
 * @param {number} distanceM
 * @param {number} [screenCm] the width of the screen
 */
export function lettersPx(screenPx, distanceM, screenCm = USUAL_SCREEN_CM) {
  const letterCm = (100 * distanceM) / DISTANCE_BY_LETTER;
  return (letterCm * screenPx) / screenCm / CAPITAL_BY_SIZE;
}

/**
 * The screen's width in centimetres, as the address has it, such as `?wall=121`; null: no wall.
 *
 * @param {string | null} asked
 */
export function wallScreenCm(asked) {
  if (asked === null) {
    return null;
  }
  const given = Number(asked);
  return given > 0 ? given : USUAL_SCREEN_CM;
}

/**
 * Shows the page as on a wall: what asks for somebody has letters that are read from afar.
 *
 * @param {HTMLElement} body
 * @param {string | null} asked by the address; null: no wall
 */
export function showAsWall(body, asked) {
  const screenCm = wallScreenCm(asked);
  if (screenCm !== null) {
    body.classList.add("is-wall");
    body.style.setProperty("--far", `${lettersPx(innerWidth, READ_FROM_M, screenCm)}px`);
  }
}
