"""Equipment told to pose workers, and films with it played to them."""

import redis

from spotter.movement.values import Equipment
from spotter.pictures.jpeg import encode_jpeg
from spotter.wire.names import frame_stream, station_equipment_key, taught_equipment_key
from spotter.wire.poses.frames import Frame, frame_fields
from spotter.wire.references import equipment_bytes, equipment_digest
from support.equipment.filmed import BarbellFilm
from support.processes.running_pose_worker import TRACE_ID


def tell_equipment(client: redis.Redis, station_id: str, taught: Equipment | bytes) -> None:
    """Tell pose workers, as a segmenter does, what is followed at the station."""
    data = taught if isinstance(taught, bytes) else equipment_bytes(taught)
    digest = equipment_digest(data)
    client.set(taught_equipment_key(digest), data)
    client.set(station_equipment_key(station_id), digest)


def play(client: redis.Redis, station_id: str, film: BarbellFilm, frames: range) -> None:
    """Put pictures of the film into the station's stream."""
    for number in frames:
        picture, captured_us = film.pictures[number], int(film.poses.captured_us[number])
        height_px, width_px, _ = picture.shape
        jpeg = encode_jpeg(picture)
        frame = Frame(station_id, captured_us, width_px, height_px, TRACE_ID, jpeg)
        fields = {**frame_fields(frame)}
        client.xadd(frame_stream(station_id), fields)  # type: ignore[arg-type] # dict is invariant
