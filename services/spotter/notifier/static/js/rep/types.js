// What the notifier tells of an opened rep besides its movement.

export {};

/**
 * The joint, or the end of equipment, farthest from the reference, and when.
 *
 * @typedef {object} WorstView
 * @property {number} joint_index its place among a frame's points
 * @property {string} label the joint, or the equipment, in words
 * @property {number} frame_index frame of the attempt, counted from 0
 * @property {number} phase 0 at the rep's start, 1 at its end
 * @property {number} size_tl
 * @property {"x" | "y"} axis the direction in which it is farther off
 * @property {string} words which joint and when, as a sentence
 */

/**
 * One measure of a rep.
 *
 * @typedef {object} MeasureView
 * @property {string} name
 * @property {string} words
 * @property {string} numbers the numbers behind the words, with their units
 */
