"""``python -P mediapipe_pipeline.py FRAMES COMPLEXITY OUT``: MediaPipe over some pictures.

MediaPipe's pipeline runs in a separate environment, as it cannot be installed together with
Spotter; so this module imports nothing of Spotter.
"""

import sys
import time

import numpy as np
from mediapipe.python.solutions.pose import Pose

_LANDMARKS = 33


def main(frames_path: str, complexity: str, out_path: str) -> None:
    """Read (T, H, W, 3) uint8 RGB; write landmarks (T, 33, 3) and the milliseconds per frame.

    Landmarks are x and y in pixels and the visibility, NaN if nobody was found.
    """
    frames = np.load(frames_path)
    height_px, width_px = frames.shape[1:3]
    landmarks = np.full((len(frames), _LANDMARKS, 3), np.nan, dtype=np.float32)
    took_ms = np.empty(len(frames))
    with Pose(model_complexity=int(complexity), smooth_landmarks=False) as pose:
        for number, rgb in enumerate(frames):
            begun_s = time.perf_counter()
            found = pose.process(rgb).pose_landmarks
            took_ms[number] = 1000 * (time.perf_counter() - begun_s)
            if found:
                landmarks[number] = [
                    (one.x * width_px, one.y * height_px, one.visibility) for one in found.landmark
                ]
    np.savez(out_path, landmarks=landmarks, took_ms=took_ms)


if __name__ == "__main__":
    main(*sys.argv[1:])
