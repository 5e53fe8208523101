import pytest
from pydantic import Field, ValidationError, field_validator

from spotter.runtime.settings import ProcessSettings, problems_of


class Settings(ProcessSettings):
    rate_hz: float = Field(default=15.0, gt=0)
    size: str = ""

    @field_validator("size")
    @classmethod
    def _is_a_size(cls, words: str) -> str:
        if words != "656x368":
            raise ValueError(f"expected a size; found {words!r}")
        return words


def problems(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    return problems_of(refused.value)


def test_each_wrong_variable_is_named_with_expected_and_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = problems(monkeypatch, SPOTTER_RATE_HZ="-1", SPOTTER_SIZE="big", SPOTTER_LOG_LEVEL="loud")
    assert said.splitlines() == [
        "SPOTTER_LOG_LEVEL: expected 'debug', 'info', 'warning' or 'error'; found 'loud'",
        "SPOTTER_RATE_HZ: expected greater than 0; found '-1'",
        "SPOTTER_SIZE: expected a size; found 'big'",
    ]


def test_the_value_of_an_address_is_not_shown() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(redis_url=["redis://:hunter2@gym"])  # type: ignore[arg-type] # that is the mistake
    assert "SPOTTER_REDIS_URL: expected" in problems_of(refused.value)
    assert "hunter2" not in problems_of(refused.value)
