"""A station's zone is cut out, and keypoints come back in the whole picture."""

import numpy as np

from spotter.estimators.estimator import Picture
from spotter.pose_worker.intake.zones import crop, shifted
from spotter.wire.stations import Zone
from support.networks.disc_estimator import DiscEstimator, disc_person, disc_picture


def test_keypoints_in_a_zone_refer_to_the_whole_picture() -> None:
    picture = disc_picture((60, 100), (240, 120))
    zone, corner = crop(picture, Zone(0.5, 0.25, 1.0, 1.0))
    people = DiscEstimator().estimate([Picture("rack-1", 0, zone)])[0]
    assert len(people) == 1
    np.testing.assert_allclose(
        shifted(people[0].keypoints, corner), disc_person(240, 120), atol=0.5
    )


def test_without_a_zone_the_picture_stays_as_it_is() -> None:
    picture = disc_picture((60, 100))
    zone, corner = crop(picture, None)
    assert zone is picture
    assert corner == (0, 0)


def test_the_smallest_zone_has_a_pixel() -> None:
    zone, corner = crop(disc_picture(), Zone(0.5, 0.5, 0.5001, 0.5001))
    assert zone.shape == (1, 1, 3)
    assert corner == (160, 120)


def test_a_missing_joint_stays_missing() -> None:
    moved = shifted(disc_person(10, 10), (100, 50))
    assert np.isnan(moved[2]).tolist() == [True, True, False]
