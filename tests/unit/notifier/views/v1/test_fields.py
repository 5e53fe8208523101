"""What clients may send."""

from uuid import UUID

import pytest
from pydantic import ValidationError

from spotter.notifier.views.v1.people.classes import ClassGiven
from spotter.notifier.views.v1.people.members import ConsentGiven, NewMember, RetentionGiven
from spotter.notifier.views.v1.people.sessions import NewSession

CLASS = {"name": "Monday", "first_day": "2026-03-02", "starts_at": "18:30", "minutes": 60}


@pytest.mark.parametrize("day", ["2026-3-2", "20260302", "2026-02-30", 0, "0", None, ""])
def test_a_day_is_written_in_full(day: object) -> None:
    with pytest.raises(ValidationError, match="YYYY-MM-DD"):
        ClassGiven.model_validate(CLASS | {"first_day": day})


@pytest.mark.parametrize("starts_at", ["24:00", "6:30", "18:30:00", "18.30"])
def test_a_time_is_written_in_full(starts_at: str) -> None:
    with pytest.raises(ValidationError, match="starts_at"):
        ClassGiven.model_validate(CLASS | {"starts_at": starts_at})


def test_poses_are_kept_only_with_reps() -> None:
    with pytest.raises(ValidationError, match="only together with reps"):
        ConsentGiven(keeps_poses=True)


@pytest.mark.parametrize("keeps", [1, "true", None])
def test_a_consent_is_yes_or_no(keeps: object) -> None:
    with pytest.raises(ValidationError, match="boolean"):
        ConsentGiven.model_validate({"keeps_reps": keeps})


@pytest.mark.parametrize("days", [0, 36_501, "7", 1.5])
def test_days_are_counted(days: object) -> None:
    with pytest.raises(ValidationError, match="poses_kept_days"):
        RetentionGiven.model_validate({"poses_kept_days": days})


def test_nothing_is_kept_unless_they_say_so() -> None:
    consent = NewMember(name="Anna").consent.value
    assert (consent.keeps_reps, consent.keeps_poses) == (False, False)


def test_what_is_unknown_is_refused_rather_than_ignored() -> None:
    with pytest.raises(ValidationError, match="keep_reps"):
        NewMember.model_validate({"name": "Anna", "keep_reps": True})
    with pytest.raises(ValidationError, match="station_id"):
        NewSession(station_id="Rack 1", member_id=UUID(int=1))
