"""What is due to go."""

import pytest

from spotter.catalog.retention.due import Due, KeptDays, Kind, all_due

DAY_US = 86_400_000_000
NOW_US = 20_000 * DAY_US
GYM = KeptDays(poses=90, verdicts=730)


def test_without_members_of_their_own_mind_everybodys_data_are_due_by_the_gyms_days() -> None:
    assert all_due(NOW_US, GYM, {}) == (
        Due(Kind.POSES, NOW_US - 90 * DAY_US),
        Due(Kind.VERDICTS, NOW_US - 730 * DAY_US),
    )


def test_a_member_is_kept_shorter_or_longer_than_the_gym_keeps() -> None:
    members = {4: GYM.but(None, 1000), 7: GYM.but(30, None), 9: GYM.but(90, 730)}
    assert all_due(NOW_US, GYM, members) == (
        Due(Kind.POSES, NOW_US - 90 * DAY_US, apart=frozenset({7})),
        Due(Kind.POSES, NOW_US - 30 * DAY_US, member_no=7),
        Due(Kind.VERDICTS, NOW_US - 730 * DAY_US, apart=frozenset({4})),
        Due(Kind.VERDICTS, NOW_US - 1000 * DAY_US, member_no=4),
    )


def test_poses_never_outlive_their_verdict() -> None:
    assert KeptDays(poses=90, verdicts=30).of(Kind.POSES) == 30
    assert GYM.but(1000, None).of(Kind.POSES) == 730


@pytest.mark.parametrize("days", [(0, 1), (1, 0), (-3, 4)])
def test_what_is_kept_is_kept_for_a_day_at_least(days: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="for a day or more"):
        KeptDays(*days)
