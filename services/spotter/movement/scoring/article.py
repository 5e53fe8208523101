"""The article's method: one DTW per keypoint, in pixels."""

import numpy as np

from spotter.movement.alignment import ARTICLE_THRESHOLD_PX, Compare, compare_as_article
from spotter.movement.values import (
    Baseline,
    Exercise,
    Outcome,
    PoseSeries,
    Reason,
    ReasonCode,
    Verdict,
)


class ArticleScorer:
    """The article's method: the median over keypoints of the DTW distance of their heights, px."""

    def __init__(self, exercise: Exercise, compare: Compare = compare_as_article) -> None:
        self._reference = exercise.recorded[0].reps[0]
        self._compare = compare

    def score(
        self,
        poses: PoseSeries,
        baseline: Baseline | None = None,  # noqa: ARG002 - the article knows none
    ) -> Verdict:
        """Good or faulty, without saying what was wrong; unscorable without poses."""
        if not len(poses):
            return Verdict.unscorable(Reason(ReasonCode.TOO_FEW_FRAMES, 0, 1))
        compared = self._compare(self._reference, poses)
        if np.isnan(compared.median_px):
            return Verdict.unscorable(Reason(ReasonCode.NOTHING_IN_COMMON))
        return Verdict(
            outcome=Outcome.GOOD if compared.is_good else Outcome.FAULTY,
            score=compared.median_px,
            threshold=ARTICLE_THRESHOLD_PX,
        )
