"""The rights that routes need."""

from pathlib import Path

from spotter.catalog_client.async_channel import AsyncCatalogChannel
from spotter.notifier.views.models import RepView
from spotter.notifier.web.v1.access.guard import Guard
from spotter.notifier.web.v1.access.rights import FOR_EVERYBODY, MEANINGS, Right
from spotter.notifier.web.v1.app import make_v1
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.redis.connection import connect_async


async def nothing_live(_rep_id: str) -> RepView | None:
    return None


def described() -> dict[str, dict[str, dict[str, object]]]:
    client = connect_async("redis://127.0.0.1:1/0")
    paths: dict[str, dict[str, dict[str, object]]] = make_v1(
        AsyncCatalogChannel("", GrpcSecurity()), nothing_live, client, Guard()
    ).openapi()["paths"]
    return paths


def test_every_route_names_a_right_and_every_right_is_needed() -> None:
    named = {route["x-right"] for routes in described().values() for route in routes.values()}

    assert named == {right.value for right in Right}


def test_what_changes_something_never_needs_a_right_to_read() -> None:
    changing = {
        (method, path, route["x-right"])
        for path, routes in described().items()
        for method, route in routes.items()
        if method != "get"
    }
    assert [one for one in changing if str(one[2]).endswith(":read")] == []


def test_every_right_has_a_meaning_and_nobodys_data_are_for_everybody() -> None:
    assert set(MEANINGS) == set(Right)
    assert {right.value for right in FOR_EVERYBODY} == {"gym:read"}


def test_the_documents_have_the_table_of_rights() -> None:
    documented = (Path(__file__).parents[6] / "docs/operating.md").read_text(encoding="utf-8")

    assert "\n".join(f"| `{right}` | {MEANINGS[right]} |" for right in Right) in documented
