// What a trainer has shown so far: the boxes taken, and the track that they gave. Pure.

/** @import { BoxView, FilmView } from "../../types.js" */
/** @import { End } from "./marks.js" */
/** @import { Stretch } from "./track.js" */

import { markOf, withMark, withoutMark } from "./marks.js";
import { placeAt, placeNear, trailOf } from "./track.js";

export class Lesson {
  /** @type {readonly BoxView[]} */
  #marks = [];
  /** @type {readonly BoxView[] | null} those by which the track was made; null: there is none */
  #followed = null;

  get marks() {
    return this.#marks;
  }

  /** @param {BoxView} mark */
  take(mark) {
    this.#marks = withMark(this.#marks, mark);
  }

  /** @param {{ end: End; index: number }} mark */
  remove(mark) {
    this.#marks = withoutMark(this.#marks, mark);
  }

  /** @param {readonly BoxView[]} proposals */
  accept(proposals) {
    this.#marks = proposals.reduce(withMark, /** @type {readonly BoxView[]} */ ([]));
  }

  /** @param {readonly BoxView[]} marks by which it was followed */
  follow(marks) {
    this.#followed = marks;
  }

  /**
   * The boxes that Spotter proposes, unless others were taken.
   *
   * @param {FilmView} film
   */
  proposed({ proposals }) {
    return this.#marks.length || this.#followed ? [] : proposals;
  }

  get wasFollowed() {
    return this.#followed !== null;
  }

  /** Whether the track is that of the boxes as they are now. */
  get isFollowed() {
    return this.#marks === this.#followed;
  }

  /**
   * The end whose box corrects a stretch: boxes of one end need not say which.
   *
   * @param {Stretch} stretch
   * @returns {End}
   */
  endOf({ end }) {
    return this.#marks.some((mark) => mark.end !== null) ? end : null;
  }

  /**
   * Where an end is near a picture, as far as it was followed; null: nobody knows. If nobody says
   * which end, it is the one that was followed.
   *
   * @param {FilmView} film
   * @param {End} end
   * @param {number} index
   */
  placeNear({ tracks }, end, index) {
    const track = tracks.find((one) => one.end === end) ?? (end ? undefined : tracks[0]);
    return track ? placeNear(track, index) : null;
  }

  /**
   * What is drawn over a picture while boxes are round `end`.
   *
   * @param {FilmView} film
   * @param {number} index
   * @param {End} end
   */
  drawn(film, index, end) {
    const held = markOf(this.#marks, { end, index });
    const others = [...this.#marks, ...this.proposed(film)].filter(
      (one) => one.index === index && one !== held,
    );
    const isNamed = this.#followed?.some((mark) => mark.end !== null);
    return {
      end,
      held: held && { end, box: held, isTaken: true },
      boxes: others.map((box) => ({ end: box.end, box })),
      tracks: film.tracks.map((track) => ({
        end: isNamed ? track.end : null,
        place: placeAt(track, index),
        runs: trailOf(track, film.times_ms, index),
      })),
    };
  }
}
