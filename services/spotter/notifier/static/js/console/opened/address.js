// The URL fragments of an opened alert and of an opened station: #alert/<id>, #station/<id>.

const OPENED = /^#(alert|station)\/(.+)$/;

/**
 * What a URL fragment opens; null: neither.
 *
 * @param {string} hash
 * @returns {{ kind: "alert" | "station"; id: string } | null}
 */
export function openedIn(hash) {
  const [, kind, id] = OPENED.exec(hash) ?? [];
  if (kind !== "alert" && kind !== "station") {
    return null;
  }
  try {
    return { kind, id: decodeURIComponent(id) };
  } catch {
    return null; // Somebody's own percent sign.
  }
}
