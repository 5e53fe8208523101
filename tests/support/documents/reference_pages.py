"""The pages of settings, metrics and rights, made from their declarations by ``make docs``."""

from collections.abc import Callable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Metric
from pydantic_core import PydanticUndefined

from spotter.camera_ingest.metrics import IngestMetrics
from spotter.camera_ingest.settings import IngestSettings
from spotter.catalog.metrics import CatalogMetrics
from spotter.catalog.settings import CatalogSettings
from spotter.checkin.metrics import CheckinMetrics
from spotter.checkin.settings import CheckinSettings
from spotter.notifier.metrics import NotifierMetrics
from spotter.notifier.settings import NotifierSettings
from spotter.notifier.web.access.rights.rights import MEANINGS, Right
from spotter.notifier.web.access.rights.roles import MEANINGS as ROLE_MEANINGS
from spotter.notifier.web.access.rights.roles import RIGHTS
from spotter.pose_worker.metrics import Metrics as PoseWorkerMetrics
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.rep_segmenter.metrics import SegmenterMetrics
from spotter.rep_segmenter.settings import SegmenterSettings
from spotter.runtime.settings import ProcessSettings
from spotter.scorer.metrics import ScorerMetrics
from spotter.scorer.settings import ScorerSettings
from spotter.wire.catalog.people.accounts import Role

DOCS = Path(__file__).parents[3] / "docs"

_SETTINGS: dict[str, type[ProcessSettings]] = {
    "camera_ingest": IngestSettings,
    "pose_worker": PoseWorkerSettings,
    "rep_segmenter": SegmenterSettings,
    "scorer": ScorerSettings,
    "checkin": CheckinSettings,
    "catalog": CatalogSettings,
    "notifier": NotifierSettings,
}
_METRICS = {
    "camera_ingest": IngestMetrics,
    "pose_worker": PoseWorkerMetrics,
    "rep_segmenter": SegmenterMetrics,
    "scorer": ScorerMetrics,
    "checkin": CheckinMetrics,
    "catalog": CatalogMetrics,
    "notifier": NotifierMetrics,
}


def declared_settings() -> set[str]:
    """The environment variables of all processes."""
    return {
        f"SPOTTER_{name.upper()}"
        for settings in _SETTINGS.values()
        for name in settings.model_fields
    }


def declared_metrics() -> set[str]:
    """The metrics of all processes; a counter without its ``_total``."""
    return {family.name for metrics in _METRICS.values() for family in _families(metrics)}


def settings_page() -> str:
    """docs/settings.md."""
    lines = [
        "# Settings",
        "",
        "Each process reads them from the environment. This page is made from the code by",
        "`make docs`.",
        "",
        "## Every process",
        "",
        *_settings_table(ProcessSettings, frozenset()),
    ]
    common = frozenset(ProcessSettings.model_fields)
    for process, settings in _SETTINGS.items():
        lines += ["", f"## `{process}`", "", *_settings_table(settings, common)]
    return "\n".join(lines) + "\n"


def metrics_page() -> str:
    """docs/metrics.md."""
    lines = [
        "# Metrics",
        "",
        "Each process serves them at `/metrics`, for Prometheus. This page is made from the code",
        "by `make docs`.",
    ]
    for process, metrics in _METRICS.items():
        lines += ["", f"## `{process}`", "", "| metric | kind | meaning |", "|---|---|---|"]
        lines += [
            f"| `{family.name}` | {family.type} | {_cell(family.documentation)} |"
            for family in _families(metrics)
        ]
    return "\n".join(lines) + "\n"


def rights_page() -> str:
    """docs/rights.md."""
    roles = list(Role)
    lines = [
        "# Roles and rights",
        "",
        "What each role may do. Whom it may do that with, [access.md](access.md) says. This page",
        "is made from the code by `make docs`.",
        "",
        "| role | it |",
        "|---|---|",
        *(f"| {role.value} | {ROLE_MEANINGS[role]} |" for role in roles),
        "",
        f"| right | who has it may | {' | '.join(role.value for role in roles)} |",
        f"|---|---|{'---|' * len(roles)}",
    ]
    for right in Right:
        marks = " | ".join("yes" if right in RIGHTS[role] else "" for role in roles)
        lines.append(f"| `{right.value}` | {MEANINGS[right]} | {marks} |")
    return "\n".join(lines) + "\n"


def _families(metrics: Callable[[CollectorRegistry], object]) -> list[Metric]:
    registry = CollectorRegistry()
    metrics(registry)
    return sorted(registry.collect(), key=lambda family: family.name)


def _settings_table(settings: type[ProcessSettings], left_out: frozenset[str]) -> Iterator[str]:
    yield "| variable | default | meaning |"
    yield "|---|---|---|"
    for name, field in settings.model_fields.items():
        if name not in left_out:
            default = "" if field.default is PydanticUndefined else f"`{field.default}`"
            shown = default if default != "``" else ""
            yield f"| `SPOTTER_{name.upper()}` | {shown} | {_cell(field.description or '')} |"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def main() -> None:
    """Write the pages."""
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "metrics.md").write_text(metrics_page(), encoding="utf-8")
    (DOCS / "rights.md").write_text(rights_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
