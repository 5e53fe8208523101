"""Figures of faces: which pairs count as which, and pictures that are none."""

from pathlib import Path

import numpy as np
import pytest

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.faces.faces import Described, figures_of
from spotter.evaluation.faces.people import portraits_in
from spotter.evaluation.faces.tables import faces_json
from spotter.faces.chain import DescribedFace
from spotter.faces.deciding.comparing import Sight
from spotter.faces.deciding.values import Rules


def seen(person: str, place: float) -> Described:
    numbers = np.zeros(128, np.float32)
    numbers[0] = place
    return Described(person, DescribedFace(numbers, 100.0), 0.01)


def test_pairs_of_one_person_and_of_two_are_told_apart() -> None:
    pictures = [seen("anna", 0.0), seen("anna", 0.3), seen("ben", 0.7), seen("cem", 2.0)]
    figures = figures_of([*pictures, Described("cem", Sight.SEVERAL, 0.02)], Rules())
    assert (figures.people, figures.pictures, figures.passed_over) == (3, 5, {"several": 1})
    assert figures.same.pairs == 1
    assert figures.same.most == pytest.approx(0.3)
    assert figures.different.pairs == 5
    assert figures.different.least == pytest.approx(0.4)
    assert figures.different.within_ratio == pytest.approx(0.2)
    assert faces_json(figures_of(pictures[2:], Rules()))["same"]["median"] is None


def test_a_folder_for_each_of_two_people_is_expected(tmp_path: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "1.JPG").write_bytes(b"no picture")
    (tmp_path / "anna" / "notes.txt").write_text("nothing")
    with pytest.raises(EvaluationError, match="found 1"):
        portraits_in(tmp_path)
    (tmp_path / "ben").mkdir()
    (tmp_path / "ben" / "1.png").write_bytes(b"no picture")
    anna, ben = portraits_in(tmp_path)
    assert (anna.person, ben.person) == ("anna", "ben")
    with pytest.raises(EvaluationError, match="expected a picture"):
        anna.bgr()
