// A rep of a recording: a skeleton to play, and whether it is left out.

/** @import { FoundRepView } from "../types.js" */

import { el } from "../../dom.js";
import { Overlay } from "../../rep/overlay.js";
import { partners } from "../../rep/pairing.js";
import { Player } from "../../rep/player.js";
import { tickBox } from "../form.js";

export class RepCard {
  #overlay;
  #player;
  #keep = tickBox("Use this rep", true);
  #frame = 0;

  /**
   * @param {FoundRepView} rep
   * @param {number} number counted from 1
   */
  constructor(rep, number) {
    const { movement, doubts } = rep;
    this.data = rep.data;
    const canvas = el("canvas", { role: "img", "aria-label": `Rep ${number} as a skeleton` });
    const shown = { attempt: movement, reference: null, worst: null };
    this.#overlay = new Overlay(canvas, shown, partners([], movement.frames.length));
    this.#player = new Player(movement.times_s, (frame) => {
      this.#frame = frame;
      this.#overlay.draw(frame);
    });
    this.#keep.input.setAttribute("aria-label", `Use rep ${number}`);
    this.element = el(
      "li",
      { class: "card found-rep" },
      el("h3", {}, `Rep ${number}`),
      canvas,
      this.#player.element,
      ...doubts.map((words) => el("p", { class: "doubt" }, words)),
      this.#keep.element,
    );
  }

  get isKept() {
    return this.#keep.input.checked;
  }

  /** Call this once the element is in the page. */
  begin() {
    this.#player.seek(0);
  }

  refreshColours() {
    this.#overlay.refreshColours();
    this.#overlay.draw(this.#frame);
  }
}
