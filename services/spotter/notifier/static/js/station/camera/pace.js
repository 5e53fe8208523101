// Which of a camera's pictures are sent, how large, and as which bytes. Nothing here has a clock.

const HEADER_BYTES = 12;
/** A picture may come this much of a period early: cameras are not exact. */
const EARLY_RATIO = 0.25;

/** Lets pictures through at a rate, and counts those that should have gone but could not. */
export class Pace {
  #rateHz = 0;
  #dueMs = -Infinity;
  #skipped = 0;

  /** @param {number} rateHz pictures a second; 0: none */
  setRate(rateHz) {
    this.#rateHz = rateHz;
  }

  /**
   * Whether the picture that was taken now is one to send.
   *
   * @param {number} nowMs
   */
  isDue(nowMs) {
    const periodMs = 1000 / this.#rateHz;
    if (this.#rateHz <= 0 || nowMs < this.#dueMs - EARLY_RATIO * periodMs) {
      return false;
    }
    const isBehind = nowMs - this.#dueMs > periodMs;
    this.#dueMs = (isBehind ? nowMs : this.#dueMs) + periodMs;
    return true;
  }

  /** Notes that a picture was due and could not go. */
  skip() {
    this.#skipped += 1;
  }

  /** How many could not go since this was asked last. */
  takeSkipped() {
    const skipped = this.#skipped;
    this.#skipped = 0;
    return skipped;
  }
}

/**
 * The size of a picture scaled down, never up, so that no side exceeds a limit.
 *
 * @param {number} width
 * @param {number} height
 * @param {number} maxSide
 */
export function fitted(width, height, maxSide) {
  const ratio = Math.min(1, maxSide / Math.max(width, height, 1));
  return {
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}

/**
 * A picture as it is sent: when it was taken, how many were skipped before it, and its JPEG. The
 * contract is in protos/spotter/api/ingest/v1.
 *
 * @param {number} takenMs of this page's clock, which never jumps
 * @param {number} skipped
 * @param {ArrayBuffer} jpeg
 */
export function packed(takenMs, skipped, jpeg) {
  const bytes = new Uint8Array(HEADER_BYTES + jpeg.byteLength);
  const header = new DataView(bytes.buffer);
  header.setBigUint64(0, BigInt(Math.max(0, Math.round(takenMs * 1000))));
  header.setUint32(8, skipped);
  bytes.set(new Uint8Array(jpeg), HEADER_BYTES);
  return bytes;
}
