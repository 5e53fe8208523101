"""Every route and every message of the live socket, as everybody who may ask."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel
from starlette.routing import Mount

from spotter.notifier.views import messages
from spotter.notifier.web.access.rights.messages import NEEDED
from spotter.notifier.web.access.rights.roles import RIGHTS
from spotter.wire.catalog.people.accounts import Role
from support.access.whole_page import SECRETS, whole_page

EVERYBODY = "owner manager trainer scoped member operator station nobody"
STAFF = "owner manager trainer scoped"
OFFICE = "owner manager"
ACCOUNTS = "owner manager trainer scoped member operator"
WITH_MEMBERS = f"{STAFF} member"
TEACHERS = "owner manager trainer"

TABLE = {
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /sign-in": EVERYBODY,
    "GET /station": EVERYBODY,
    "GET /check-in": EVERYBODY,
    "GET /accounts": EVERYBODY,
    "GET /api/rights": EVERYBODY,
    "GET /vendor/plotly.min.js": EVERYBODY,
    "GET /vendor/swagger-ui.css": EVERYBODY,
    "GET /vendor/swagger-ui.js": EVERYBODY,
    "GET /api/docs": EVERYBODY,
    "GET /api/{_rest:path}": EVERYBODY,
    "GET /members": EVERYBODY,
    "GET /classes": EVERYBODY,
    "GET /workouts": EVERYBODY,
    "GET /exercises": EVERYBODY,
    "GET /history": EVERYBODY,
    "GET /channels": EVERYBODY,
    "GET /metrics": f"{OFFICE} operator",
    "GET /status": f"{OFFICE} operator",
    "GET /api/stations": f"{STAFF} station",
    "GET /api/verdicts": f"{STAFF} station",
    "GET /api/reps/{rep_id}": WITH_MEMBERS,
    "GET /api/stations/{station_id}/ghosts": f"{STAFF} station",
    "GET /api/stations/{station_id}/speech": f"{STAFF} station",
    "POST /api/stations/{station_id}/speech": f"{STAFF} station",
    "GET /api/v1/members": WITH_MEMBERS,
    "POST /api/v1/members": OFFICE,
    "GET /api/v1/members/{member_id}": WITH_MEMBERS,
    "PUT /api/v1/members/{member_id}/name": OFFICE,
    "PUT /api/v1/members/{member_id}/consent": OFFICE,
    "PUT /api/v1/members/{member_id}/retention": OFFICE,
    "PUT /api/v1/members/{member_id}/height": OFFICE,
    "PUT /api/v1/members/{member_id}/end": OFFICE,
    "GET /api/v1/members/{member_id}/export": f"{OFFICE} member",
    "DELETE /api/v1/members/{member_id}": OFFICE,
    "GET /api/v1/members/{member_id}/keys": WITH_MEMBERS,
    "PUT /api/v1/members/{member_id}/pin": f"{OFFICE} member",
    "DELETE /api/v1/members/{member_id}/pin": OFFICE,
    "POST /api/v1/members/{member_id}/badges": f"{OFFICE} member",
    "DELETE /api/v1/members/{member_id}/badges/{badge_id}": f"{OFFICE} member",
    "GET /api/v1/sessions": WITH_MEMBERS,
    "POST /api/v1/sessions": STAFF,
    "GET /api/v1/sessions/{session_id}": WITH_MEMBERS,
    "PUT /api/v1/sessions/{session_id}/end": STAFF,
    "GET /api/v1/classes": STAFF,
    "POST /api/v1/classes": OFFICE,
    "GET /api/v1/classes/{class_id}": STAFF,
    "GET /api/v1/classes/{class_id}/review": STAFF,
    "PUT /api/v1/classes/{class_id}": OFFICE,
    "PUT /api/v1/classes/{class_id}/archive": OFFICE,
    "GET /api/v1/reps": WITH_MEMBERS,
    "GET /api/v1/reps/{rep_id}": WITH_MEMBERS,
    "PUT /api/v1/reps/{rep_id}/judgement": TEACHERS,
    "GET /api/v1/history": WITH_MEMBERS,
    "GET /api/v1/history.csv": WITH_MEMBERS,
    "GET /api/v1/history.parquet": WITH_MEMBERS,
    "GET /api/v1/exercises": STAFF,
    "GET /api/v1/exercises/{exercise_id}": STAFF,
    "GET /api/v1/exercises/{exercise_id}/versions": STAFF,
    "PUT /api/v1/exercises/{exercise_id}/live": TEACHERS,
    "PUT /api/v1/exercises/{exercise_id}/name": TEACHERS,
    "PUT /api/v1/exercises/{exercise_id}/archive": TEACHERS,
    "PUT /api/v1/exercises/{exercise_id}/restore": TEACHERS,
    "GET /api/v1/exercise-descriptions": STAFF,
    "POST /api/v1/exercise-imports": TEACHERS,
    "GET /api/v1/exercises/{exercise_id}/patterns": STAFF,
    "GET /api/v1/exercises/{exercise_id}/patterns/{pattern_id}/members": WITH_MEMBERS,
    "GET /api/v1/exercises/{exercise_id}/pattern-search": STAFF,
    "POST /api/v1/exercises/{exercise_id}/pattern-search": TEACHERS,
    "PUT /api/v1/exercises/{exercise_id}/patterns/{pattern_id}/name": TEACHERS,
    "DELETE /api/v1/exercises/{exercise_id}/patterns/{pattern_id}/name": TEACHERS,
    "GET /api/v1/exercises/{exercise_id}/calibration": STAFF,
    "PUT /api/v1/exercises/{exercise_id}/trial": TEACHERS,
    "GET /api/v1/exercises/{exercise_id}/trial": STAFF,
    "PUT /api/v1/exercises/{exercise_id}/trial/live": TEACHERS,
    "DELETE /api/v1/exercises/{exercise_id}/trial": TEACHERS,
    "POST /api/v1/recordings/found": TEACHERS,
    "POST /api/v1/recordings": TEACHERS,
    "POST /api/v1/recordings/films": TEACHERS,
    "GET /api/v1/recordings/films/{film_id}": TEACHERS,
    "POST /api/v1/recordings/films/{film_id}/end": TEACHERS,
    "POST /api/v1/recordings/films/{film_id}/proposal": TEACHERS,
    "POST /api/v1/recordings/films/{film_id}/track": TEACHERS,
    "GET /api/v1/recordings/films/{film_id}/pictures/{index}": TEACHERS,
    "DELETE /api/v1/recordings/films/{film_id}": TEACHERS,
    "POST /api/v1/workout-imports": STAFF,
    "GET /api/v1/workouts": WITH_MEMBERS,
    "GET /api/v1/stations/{station_id}/workout": f"{TEACHERS} scoped station",
    "POST /api/v1/stations/{station_id}/workout/correct": f"{TEACHERS} scoped station",
    "POST /api/v1/workouts": STAFF,
    "GET /api/v1/workouts/{workout_id}": WITH_MEMBERS,
    "PUT /api/v1/workouts/{workout_id}": STAFF,
    "DELETE /api/v1/workouts/{workout_id}": STAFF,
    "POST /api/v1/workouts/{workout_id}/plans": STAFF,
    "GET /api/v1/proposals": WITH_MEMBERS,
    "POST /api/v1/proposals/{proposal_id}/decision": WITH_MEMBERS,
    "PUT /api/v1/progressions": STAFF,
    "PUT /api/v1/sessions/{session_id}/readiness": STAFF,
    "PUT /api/v1/sessions/{session_id}/effort": STAFF,
    "POST /api/v1/stations/{station_id}/readiness": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/effort": f"{STAFF} station",
    "GET /api/v1/sessions/{session_id}/activity.fit": WITH_MEMBERS,
    "GET /api/v1/sessions/{session_id}/physical-activity.json": WITH_MEMBERS,
    "GET /api/v1/members/{member_id}/workouts.ics": WITH_MEMBERS,
    "GET /api/v1/gym": f"{ACCOUNTS} station",
    "GET /api/v1/sign-in": EVERYBODY,
    "POST /api/v1/sign-in": EVERYBODY,
    "POST /api/v1/invitations/accept": EVERYBODY,
    "POST /api/v1/sign-out": ACCOUNTS,
    "PUT /api/v1/own/password": ACCOUNTS,
    "GET /api/v1/own/sign-ins": ACCOUNTS,
    "DELETE /api/v1/own/sign-ins/{sign_in_id}": ACCOUNTS,
    "GET /api/v1/own/tokens": ACCOUNTS,
    "POST /api/v1/own/tokens": ACCOUNTS,
    "DELETE /api/v1/own/tokens/{token_id}": ACCOUNTS,
    "GET /api/v1/accounts": OFFICE,
    "POST /api/v1/accounts": OFFICE,
    "POST /api/v1/accounts/{account_id}/reset": OFFICE,
    "PUT /api/v1/accounts/{account_id}": OFFICE,
    "DELETE /api/v1/accounts/{account_id}": OFFICE,
    "DELETE /api/v1/accounts/{account_id}/sign-ins": OFFICE,
    "GET /api/v1/devices": TEACHERS,
    "POST /api/v1/devices": OFFICE,
    "DELETE /api/v1/devices/{device_id}": OFFICE,
    "POST /api/v1/pairings": EVERYBODY,
    "POST /api/v1/pairings/complete": EVERYBODY,
    "GET /api/v1/audit": f"{OFFICE} member",
    "GET /api/v1/alerts": STAFF,
    "POST /api/v1/alerts/take": STAFF,
    "POST /api/v1/alerts/hand-back": STAFF,
    "POST /api/v1/alerts/decline": STAFF,
    "POST /api/v1/alerts/close": STAFF,
    "POST /api/v1/alerts/{alert_id}/answer": STAFF,
    "POST /api/v1/silences": STAFF,
    "PUT /api/v1/silences/{silence_id}/end": STAFF,
    "POST /api/v1/stations/{station_id}/cues": STAFF,
    "POST /api/v1/stations/{station_id}/look": STAFF,
    "POST /api/v1/stations/{station_id}/call": f"{STAFF} station",
    "GET /api/v1/stations/{station_id}/checkin": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/checkin/look": f"{STAFF} station",
    "DELETE /api/v1/stations/{station_id}/checkin/look": f"{STAFF} station",
    "GET /api/v1/stations/{station_id}/checkin/code": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/checkin/pin": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/checkin/badge": f"{STAFF} station",
    "GET /api/v1/stations/{station_id}/checkin/face": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/checkin/face": f"{STAFF} station",
    "DELETE /api/v1/stations/{station_id}/checkin/face": f"{STAFF} station",
    "GET /api/v1/members/{member_id}/face": f"{STAFF} member",
    "DELETE /api/v1/members/{member_id}/face": f"{STAFF} member",
    "POST /api/v1/stations/{station_id}/leave": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/not-me": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/checkin": STAFF,
    "POST /api/v1/stations/{station_id}/checkout": STAFF,
    "POST /api/v1/checkin": EVERYBODY,
    "GET /api/v1/checkin/stations/{station_id}": EVERYBODY,
    "POST /api/v1/gym-events": "",
    "POST /api/v1/stations/{station_id}/pause": f"{STAFF} station",
    "POST /api/v1/stations/{station_id}/resume": f"{STAFF} station",
    "POST /api/v1/presence": STAFF,
    "GET /api/v1/channels": STAFF,
    "GET /api/v1/push-key": STAFF,
    "GET /api/v1/channels/{channel_id}/deliveries": STAFF,
    "POST /api/v1/channels": STAFF,
    "POST /api/v1/channels/{channel_id}/test": STAFF,
    "PUT /api/v1/channels/{channel_id}": STAFF,
    "DELETE /api/v1/channels/{channel_id}": STAFF,
}
SOME_ID = "0197a3c4-5b6d-7e8f-9a0b-1c2d3e4f5061"
REFUSED = {401, 403}


@pytest.fixture(scope="module")
def page() -> FastAPI:
    return whole_page()


def routes_of(app: FastAPI, prefix: str = "") -> Iterator[str]:
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            yield from (f"{method} {prefix}{route.path}" for method in route.methods or ())
    for mount in app.routes:
        if isinstance(mount, Mount) and isinstance(mount.app, FastAPI):
            yield from routes_of(mount.app, prefix + mount.path)


def test_the_table_names_every_route(page: FastAPI) -> None:
    assert set(routes_of(page)) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_a_route_lets_in_those_in_the_table_and_nobody_else(page: FastAPI, name: str) -> None:
    let_in = {who for who in EVERYBODY.split() if asked(page, name, who) not in REFUSED}

    assert let_in == set(TABLE[name].split())


def asked(page: FastAPI, name: str, who: str) -> int:
    """The status of the answer to whoever it is; without a catalog, those let in get 422 or 503."""
    return asyncio.run(_asked(page, name, who))


async def _asked(page: FastAPI, name: str, who: str) -> int:
    method, path = re.sub(r"\{[a-z_]+\}", SOME_ID, name).split()
    headers = {"Authorization": f"Bearer {SECRETS[who]}"} if who in SECRETS else {}
    if method in {"POST", "PUT"}:
        kind = "octet-stream" if path.endswith("imports") else "json"
        headers["Content-Type"] = f"application/{kind}"
    transport = httpx.ASGITransport(page, client=("192.0.2.1", 1), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://gym.example") as http:
        return (await http.request(method, path, headers=headers)).status_code


def kinds_of_messages() -> set[str]:
    sent = {
        str(kind.model_fields["type"].default)
        for kind in vars(messages).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and "type" in kind.model_fields
    }
    return sent | set(messages.FromPage.model_fields)


def test_every_message_of_the_live_socket_names_a_right() -> None:
    assert kinds_of_messages() == set(NEEDED)


@pytest.mark.parametrize(
    ("role", "hears"),
    [
        (Role.OWNER, kinds_of_messages()),
        (Role.MANAGER, kinds_of_messages()),
        (Role.TRAINER, kinds_of_messages()),
        (Role.MEMBER, {"session"}),
        (Role.OPERATOR, set()),
        (Role.STATION, kinds_of_messages() - {"session", "alerts"}),
    ],
)
def test_a_message_is_for_roles_with_its_right(role: Role, hears: set[str]) -> None:
    assert {kind for kind, right in NEEDED.items() if right in RIGHTS[role]} == hears
