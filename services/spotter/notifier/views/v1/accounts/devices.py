"""Stations' screens."""

from typing import Annotated

from pydantic import Field

from spotter.api.catalog.v1 import account_service_pb2 as pb2
from spotter.notifier.views.models import View
from spotter.notifier.views.v1.accounts.sign_in import Secret
from spotter.notifier.views.v1.fields import Given, Id, StationId, TimeMs, milliseconds


class PairingBegun(View):
    """What a screen shows and keeps."""

    code: Annotated[str, Field(description="to type where one is signed in, for ten minutes")]
    secret: Annotated[str, Field(description="by which this screen alone learns of it")]


class PairingAsked(Given):
    """A screen that asks whether somebody has paired it."""

    secret: Secret


class PairingCompleted(View):
    """What became of it; the screen's cookie comes along."""

    station_id: Annotated[str | None, Field(description="null: nobody has paired it yet")]


class PairingConfirmed(Given):
    """Which screen, and where it is."""

    code: Annotated[str, Field(min_length=1, max_length=40, description="as the screen shows it")]
    station_id: StationId


class DeviceView(View):
    """A station's screen."""

    device_id: Id
    station_id: str
    paired_ms: TimeMs
    paired_by: Annotated[str, Field(description="an account's id, or local")]
    used_ms: Annotated[int | None, Field(description="null: never")]


def device_view(one: pb2.Device) -> DeviceView:
    """The view of a screen."""
    return DeviceView(
        device_id=one.device_id,
        station_id=one.station_id,
        paired_ms=milliseconds(one.paired_us),
        paired_by=one.paired_by,
        used_ms=milliseconds(one.used_us) if one.used_us else None,
    )
