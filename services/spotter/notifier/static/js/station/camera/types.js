/**
 * @file The types of what the notifier's views/camera.py declares. No script loads this file.
 */

/**
 * The pictures that are wanted from now on.
 *
 * @typedef {object} WantedView
 * @property {number} rate_hz pictures a second; 0: the camera is to be off
 * @property {number} max_side_px the longer side, at most
 * @property {number} max_bytes of a picture, at most
 * @property {string} reason why none are wanted, in words; else empty
 */

/**
 * How far the pictures have come.
 *
 * @typedef {object} CameraAnswer
 * @property {number} taken how many pictures of this socket have been taken
 * @property {WantedView | null} wanted null: the same as before
 */
