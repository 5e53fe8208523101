"""``make fuzz`` runs these tests with the profile below, ``make test`` with 100 inputs each."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "long", max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck)
)
