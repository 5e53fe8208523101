// The two boxes of a consent: poses are kept only together with reps.

import { tickBox } from "../form.js";

/**
 * @param {{ reps: string; poses: string }} labels
 * @param {{ keeps_reps: boolean; keeps_poses: boolean }} consent
 */
export function consentTicks(labels, { keeps_reps, keeps_poses }) {
  const reps = tickBox(labels.reps, keeps_reps);
  const poses = tickBox(labels.poses, keeps_poses);
  poses.input.addEventListener("change", () => {
    reps.input.checked ||= poses.input.checked;
  });
  reps.input.addEventListener("change", () => {
    poses.input.checked &&= reps.input.checked;
  });
  return {
    elements: [reps.element, poses.element],
    consent: () => ({ keeps_reps: reps.input.checked, keeps_poses: poses.input.checked }),
  };
}
