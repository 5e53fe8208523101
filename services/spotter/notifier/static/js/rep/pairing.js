// Which moment of the reference belongs to a frame of the attempt.

// For each of `frames` frames of the attempt its place in the reference, in frames and parts of
// them; null everywhere when nothing is aligned.
export function partners(alignment, frames) {
  const of = Array.from({ length: frames }, () => []);
  for (const [mine, models] of alignment) {
    of[mine]?.push(models);
  }
  const places = of.map((models) =>
    models.length ? models.reduce((sum, model) => sum + model, 0) / models.length : null,
  );
  return filled(places);
}

// Frames without a partner lie evenly between their neighbours.
function filled(places) {
  const known = places.flatMap((place, frame) => (place === null ? [] : [frame]));
  return places.map((place, frame) => {
    if (place !== null || !known.length) {
      return place;
    }
    const before = known.findLast((other) => other < frame) ?? known[0];
    const after = known.find((other) => other > frame) ?? known.at(-1);
    const ratio = after > before ? (frame - before) / (after - before) : 0;
    return places[before] + ratio * (places[after] - places[before]);
  });
}

// What lies at `place` between the items of a list; `mix` takes two neighbours and a ratio.
export function itemAt(items, place, mix) {
  if (place === null || !items.length) {
    return null;
  }
  const first = Math.min(Math.floor(place), items.length - 1);
  const second = Math.min(first + 1, items.length - 1);
  return mix(items[first], items[second], place - first);
}

// The frame that is shown `seconds` after the rep began.
export function frameAt(timesS, seconds) {
  const next = timesS.findIndex((timeS) => timeS > seconds);
  return next < 0 ? timesS.length - 1 : Math.max(next - 1, 0);
}
