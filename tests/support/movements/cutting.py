"""Recordings joined and fed to a rep cutter."""

from dataclasses import replace

import numpy as np

from spotter.movement.segmentation import RepCutter, RepEnded, RepEvent, Template
from spotter.movement.values.body.poses import PoseSeries


def events_of(cutter: RepCutter, poses: PoseSeries) -> list[RepEvent]:
    events: list[RepEvent] = []
    for pose in poses.each():
        events += cutter.feed(pose)
    return events


def all_events(template: Template, poses: PoseSeries) -> list[RepEvent]:
    cutter = RepCutter(template)
    return events_of(cutter, poses) + cutter.finish()


def later(poses: PoseSeries, seconds: float) -> PoseSeries:
    return replace(poses, captured_us=poses.captured_us + round(seconds * 1e6))


def joined(*parts: PoseSeries) -> PoseSeries:
    return PoseSeries(
        np.concatenate([part.captured_us for part in parts]),
        np.concatenate([part.keypoints for part in parts]),
    )


def counts(reps: list[RepEnded]) -> list[tuple[int, int]]:
    return [(rep.set_number, rep.rep_number) for rep in reps]
