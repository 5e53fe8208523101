// The pictures of a recording, on which a trainer shows once what is held.

/** @import { Asked } from "../../../api.js" */
/** @import { Box } from "./picture/box.js" */
/** @import { Film } from "./film.js" */
/** @import { BoxView, FilmView } from "../../types.js" */

import { el, setText } from "../../../dom.js";
import { FILM_KEYS, boxInWords, filmHeading, filmTask } from "../../../words/film.js";
import { followedInWords, proposedInWords, stillKeptInWords } from "../../../words/film.js";
import { sentence } from "../../../words/text.js";
import { AnswerLine, button } from "../../form.js";
import { boxRound } from "./picture/box.js";
import { EndChoice } from "./ends.js";
import { KeptLine } from "./kept.js";
import { Lesson } from "./lesson.js";
import { MarkList, UnclearList } from "./lists.js";
import { Pictures } from "./picture/pictures.js";
import { Scrubber } from "./scrubber.js";
import { Stage } from "./picture/stage.js";
import { Tools } from "./tools.js";
import { middleOf } from "./track.js";

const GONE = 404;

export class TeachPanel {
  #film;
  #onDone;
  #onGone;
  #pictures;
  #wanted = -1;
  #lesson = new Lesson();
  #isBusy = false;
  #ends;
  #stage;
  #scrubber;
  #markList = new MarkList(
    (mark) => this.#goTo(mark),
    (mark) => this.#remove(mark),
  );
  #unclear = new UnclearList((stretch) =>
    this.#goTo({ end: this.#lesson.endOf(stretch), index: middleOf(stretch) }),
  );
  #tools = new Tools({
    propose: () => this.#propose(),
    accept: () => this.#accept(),
    correct: () => this.#correct(),
    follow: () => this.#follow(),
    done: () => this.#setOpen(false),
    discard: () => this.#discard(),
  });
  #kept;
  #answer = new AnswerLine();
  #boxWords = el("p", { class: "unseen", role: "status" });
  /** @type {HTMLElement[]} what is not needed once the trainer is done */
  #opened = [];
  #again = button("Look at it again", "", () => this.#setOpen(true));

  /**
   * @param {Film} film that has ended
   * @param {(isDone: boolean) => void} onDone when the trainer is content with the track, and when
   *   they look at it again
   * @param {() => void} onGone when there are no pictures any more
   */
  constructor(film, onDone, onGone) {
    this.#film = film;
    this.#onDone = onDone;
    this.#onGone = onGone;
    this.#pictures = new Pictures(film);
    this.#ends = new EndChoice(film.view.equipment, () => this.#draw());
    this.#scrubber = new Scrubber(film.view, (index) => this.#see(index));
    this.#stage = new Stage(film.view, {
      take: (box) => this.#take(box),
      drop: () => this.#remove({ end: this.#ends.end, index: this.#stage.index }),
      say: (box) => {
        setText(this.#boxWords, boxInWords(box));
        this.#showTools();
      },
    });
    this.#kept = new KeptLine(film.view.kept_until_ms, () => this.#discard());
    this.#again.hidden = true;
    this.element = this.#parts();
  }

  /** Call this once the element is in the page. */
  begin() {
    this.#kept.begin();
    this.#show();
    this.#scrubber.seek(0);
  }

  refreshColours() {
    this.#stage.refreshColours();
  }

  /** Shows no picture any more. */
  close() {
    this.#kept.end();
    this.#scrubber.pause();
    this.#pictures.forget();
    this.element.remove();
  }

  #parts() {
    const { equipment } = this.#film.view;
    const task = el("p", { class: "quiet" }, filmTask(equipment));
    const pictures = el("div", {}, this.#stage.canvas, this.#scrubber.element);
    const tools = el("div", {}, this.#ends.element, this.#tools.element);
    const keys = el("p", { class: "quiet", id: "film-keys" }, FILM_KEYS);
    const more = el("div", {}, this.#markList.element, this.#unclear.element, keys);
    const said = [this.#answer.element, this.#boxWords];
    this.#opened = [task, pictures, tools, more];
    return el(
      "section",
      { class: "card film" },
      el("h2", {}, filmHeading(equipment)),
      task,
      pictures,
      el("div", {}, tools, ...said, more, this.#kept.element, this.#again),
    );
  }

  /** @param {number} index of the picture to show */
  async #see(index) {
    this.#wanted = index;
    const picture = await this.#pictures.at(index);
    if (index !== this.#wanted || this.#film.isOver) {
      return; // Another one is wanted meanwhile.
    }
    if (picture) {
      this.#stage.showPicture(picture, index);
      this.#draw();
    } else {
      this.#answer.complain("This picture did not come. Try another one.");
    }
  }

  /** Shows what was taught so far. */
  #show() {
    this.#markList.show(this.#lesson.marks, this.#film.view.times_ms);
    this.#stage.setOpen(!this.#isBusy);
    this.#draw();
  }

  #showTools() {
    const { marks, wasFollowed, isFollowed } = this.#lesson;
    const hasDraft = this.#stage.draft !== null;
    this.#tools.show({
      isBusy: this.#isBusy,
      proposed: this.#lesson.proposed(this.#film.view).length,
      hasBoxes: hasDraft || marks.length > 0,
      wasFollowed,
      isFollowed: isFollowed && !hasDraft,
    });
  }

  #draw() {
    this.#stage.show(this.#lesson.drawn(this.#film.view, this.#stage.index, this.#ends.end));
    this.#showTools();
  }

  /** @param {Box} box */
  #take({ x_px, y_px, width_px, height_px }) {
    const here = { end: this.#ends.end, index: this.#stage.index };
    this.#lesson.take({ ...here, x_px, y_px, width_px, height_px });
    this.#answer.say("");
    this.#show();
  }

  /** @param {Pick<BoxView, "end" | "index">} mark */
  #remove(mark) {
    this.#lesson.remove(mark);
    this.#show();
  }

  #accept() {
    const { proposals } = this.#film.view;
    this.#ends.choose(proposals[0].end);
    this.#lesson.accept(proposals);
    this.#answer.say("");
    this.#show();
  }

  #correct() {
    const place = this.#lesson.placeNear(this.#film.view, this.#ends.end, this.#stage.index);
    this.#scrubber.pause();
    if (place) {
      this.#stage.hold(boxRound(place, this.#film.view));
    } else {
      this.#answer.complain("This end was not followed. Draw a box round it.");
    }
  }

  async #propose() {
    const view = await this.#work((onProgress) => this.#film.propose(onProgress));
    const first = view?.proposals[0];
    if (first) {
      this.#scrubber.seek(first.index);
      this.#answer.say(proposedInWords(view.proposals.length));
    }
  }

  async #follow() {
    if (this.#stage.draft) {
      this.#take(this.#stage.draft);
    }
    const { marks } = this.#lesson;
    const view = await this.#work((onProgress) => this.#film.follow(marks, onProgress));
    if (view?.tracks.length) {
      this.#lesson.follow(marks);
      this.#answer.say(followedInWords(view).join(" "));
      this.#scrubber.mark(view);
      this.#unclear.show(view);
      this.#show();
    }
  }

  /**
   * Waits for work on the film; null: there is nothing to show of it.
   *
   * @param {(onProgress: (ratio: number) => void) => Promise<Asked<FilmView>>} work
   */
  async #work(work) {
    this.#isBusy = true;
    this.#answer.say("");
    this.#tools.showProgress(0);
    this.#show();
    const asked = await work((ratio) => this.#tools.showProgress(ratio));
    this.#isBusy = false;
    if (this.#film.isOver) {
      return null;
    }
    this.#show();
    const problem = "problem" in asked ? asked.problem : asked.answer.problem;
    if (problem) {
      this.#answer.complain(sentence(problem));
    }
    if ("problem" in asked) {
      return asked.status === GONE ? this.#lose() : null;
    }
    return asked.answer;
  }

  /** @param {Pick<BoxView, "end" | "index">} place */
  #goTo({ end, index }) {
    this.#ends.choose(end);
    this.#scrubber.seek(index);
  }

  /** @param {boolean} isOpen whether the track is looked at */
  #setOpen(isOpen) {
    this.#scrubber.pause();
    this.#opened.forEach((part) => (part.hidden = !isOpen));
    this.#again.hidden = isOpen;
    this.#onDone(!isOpen);
  }

  async #discard() {
    const problem = await this.#film.discard();
    if (problem) {
      this.#answer.complain(stillKeptInWords(problem));
    } else {
      this.#onGone();
    }
  }

  #lose() {
    this.#film.forget();
    this.#onGone();
    return null;
  }
}
