"""Prometheus metrics of films."""

from prometheus_client import CollectorRegistry, Counter, Gauge


class FilmMetrics:
    """The metrics of films, in ``registry``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.kept = Gauge(
            "spotter_catalog_films", "Films whose pictures are kept now.", registry=registry
        )
        self.kept_bytes = Gauge(
            "spotter_catalog_film_bytes", "What their pictures take, bytes.", registry=registry
        )
        self.refused = Counter(
            "spotter_catalog_films_refused",
            "What was refused of films, by why: not_agreed, too_many, no_pictures, not_learnt.",
            ["why"],
            registry=registry,
        )
