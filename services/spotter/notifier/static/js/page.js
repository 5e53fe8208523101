/**
 * @file What a page is made of. No script loads this file.
 */

/**
 * @typedef {object} Page
 * @property {HTMLElement[]} elements
 * @property {() => void} begin call it once the elements are in the document
 * @property {() => void} refreshColours
 * @property {(stationId: string) => string} nameOf
 * @property {(stationId: string) => boolean} judgesEverybody
 */

export {};
