"""Dynamic Time Warping (DTW): pairs the moments of two movements that correspond.

`docs/method.md` says where each function is used.
"""

from spotter.movement.alignment.article import (
    ARTICLE_THRESHOLD_PX,
    ArticleComparison,
    Compare,
    compare_as_article,
)
from spotter.movement.alignment.overlap import align_overlap
from spotter.movement.alignment.time_warping import (
    align,
    band_radius,
    distance,
    distances_per_trajectory,
    warp,
)

__all__ = [
    "ARTICLE_THRESHOLD_PX",
    "ArticleComparison",
    "Compare",
    "align",
    "align_overlap",
    "band_radius",
    "compare_as_article",
    "distance",
    "distances_per_trajectory",
    "warp",
]
