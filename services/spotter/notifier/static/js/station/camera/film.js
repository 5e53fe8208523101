// The camera of this device: switches it on and off, and makes JPEGs of its pictures.

/** @import { Key } from "../../words/language.js" */

import { contextOf, el } from "../../dom.js";
import { t } from "../../words/language.js";
import { fitted } from "./pace.js";

const ASKED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
const POLLED_EVERY_MS = 15;
const QUALITY = 0.8;
const LEAST_QUALITY = 0.3;
const LOWER = 0.85;

/** @type {Record<string, Key>} */
const WHY_NOT = {
  NotAllowedError: "camera_not_allowed",
  NotFoundError: "camera_missing",
  NotReadableError: "camera_in_use",
};

/**
 * Why the camera cannot be used, as a sentence.
 *
 * @param {unknown} error
 */
function whyNot(error) {
  const name = error instanceof DOMException ? error.name : "";
  return t(WHY_NOT[name] ?? "camera_unusable");
}

export class Film {
  element = el("video", { playsinline: true, muted: true, "aria-label": t("camera_sees") });
  #canvas = el("canvas", {});
  #context = contextOf(this.#canvas);
  #quality = QUALITY;
  /** @type {MediaStream | null} */
  #stream = null;
  #onPicture;
  #onEnd;
  /** Counts what was asked for: a stream that comes for something earlier is stopped. */
  #turn = 0;

  /**
   * @param {(takenMs: number) => void} onPicture called for each picture that the camera takes
   * @param {() => void} onEnd called when the camera is unplugged, or no longer allowed
   */
  constructor(onPicture, onEnd) {
    this.#onPicture = onPicture;
    this.#onEnd = onEnd;
    this.element.hidden = true;
    this.element.muted = true; // the attribute alone does not count for elements made by a script
  }

  get isOn() {
    return this.#stream !== null;
  }

  /**
   * @returns {Promise<string | null>} why the camera cannot be used; empty: it is on; null: it was
   *   asked for anew, or switched off, meanwhile
   */
  async begin() {
    if (!navigator.mediaDevices?.getUserMedia) {
      return t("camera_needs_https");
    }
    this.end();
    const turn = this.#turn;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: ASKED });
      if (turn !== this.#turn) {
        stream.getTracks().forEach((track) => track.stop());
        return null;
      }
      this.#stream = stream;
      this.element.srcObject = stream;
      this.element.hidden = false;
      stream.getVideoTracks()[0]?.addEventListener("ended", () => this.#ended(stream));
      await this.element.play();
      if (turn !== this.#turn) {
        return null;
      }
      this.#follow(stream);
      return "";
    } catch (error) {
      if (turn !== this.#turn) {
        return null;
      }
      this.end();
      return whyNot(error);
    }
  }

  /** Switches the camera off, and with it its light. */
  end() {
    this.#turn += 1;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.element.srcObject = null;
    this.element.hidden = true;
  }

  /**
   * The picture that the camera shows now, as a JPEG; null if it is too large. The next one is of
   * lower quality then.
   *
   * @param {number} maxSidePx
   * @param {number} maxBytes
   * @returns {Promise<ArrayBuffer | null>}
   */
  async jpeg(maxSidePx, maxBytes) {
    const { videoWidth, videoHeight } = this.element;
    const { width, height } = fitted(videoWidth, videoHeight, maxSidePx);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    this.#context.drawImage(this.element, 0, 0, width, height);
    const quality = this.#quality;
    /** @type {Blob | null} */
    const blob = await new Promise((done) => {
      this.#canvas.toBlob(done, "image/jpeg", quality);
    });
    if (!blob || blob.size > maxBytes) {
      this.#quality = Math.max(LEAST_QUALITY, LOWER * quality);
      return null;
    }
    if (2 * blob.size < maxBytes) {
      this.#quality = Math.min(QUALITY, quality / LOWER);
    }
    return blob.arrayBuffer();
  }

  /**
   * Says of each picture when it was taken. Not every browser tells of pictures; then it is looked
   * whether there is a new one.
   *
   * @param {MediaStream} stream
   */
  #follow(stream) {
    if ("requestVideoFrameCallback" in this.element) {
      this.element.requestVideoFrameCallback((now, { captureTime }) => {
        if (stream === this.#stream) {
          this.#onPicture(captureTime ?? now);
          this.#follow(stream);
        }
      });
      return;
    }
    const video = /** @type {HTMLVideoElement} */ (this.element);
    let shown = video.currentTime;
    const polling = setInterval(() => {
      if (stream !== this.#stream) {
        clearInterval(polling);
      } else if (video.currentTime !== shown) {
        shown = video.currentTime;
        this.#onPicture(performance.now());
      }
    }, POLLED_EVERY_MS);
  }

  /** @param {MediaStream} stream */
  #ended(stream) {
    if (stream === this.#stream) {
      this.end();
      this.#onEnd();
    }
  }
}
