"""Keypoints as packed bytes, as repeated floats and as repeated messages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import numpy as np
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from bench.instruments.figures import Figure, Findings
from bench.instruments.stopwatch import timed_us
from spotter.api.poses.v1.pose_frame_pb2 import TrackedPerson
from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import JOINT_COUNT
from spotter.wire.encoding.arrays import pack_keypoints, unpack_keypoints

_FILE = "keypoint_choices.proto"
_PACKAGE = "bench"


@dataclass(frozen=True, slots=True)
class _Choice:
    """A way to carry one person's keypoints."""

    name: str
    write: Callable[[Keypoints], bytes]
    read: Callable[[bytes], Keypoints]


def measure_packing() -> Findings:
    """Write and read one person's keypoints in each form."""
    rng = np.random.default_rng(1)
    keypoints = rng.uniform(0, 640, (JOINT_COUNT, 3)).astype(np.float32)
    figures = []
    for choice in _choices():
        data = choice.write(keypoints)
        assert np.array_equal(choice.read(data), keypoints)
        written_us = timed_us(partial(choice.write, keypoints))
        read_us = timed_us(partial(choice.read, data))
        figures += [
            Figure(f"{choice.name}: size", len(data), "bytes"),
            Figure.median_of(f"{choice.name}: array to wire", written_us, "us"),
            Figure.median_of(f"{choice.name}: wire to array", read_us, "us"),
        ]
    return Findings("packing", figures)


def _choices() -> tuple[_Choice, ...]:
    floats, points = _alternatives()
    return (
        _Choice("bytes (chosen)", _write_bytes, _read_bytes),
        _Choice(
            "repeated float",
            lambda keypoints: floats(values=keypoints.ravel()).SerializeToString(),
            lambda data: _array(floats.FromString(data).values),
        ),
        _Choice(
            "repeated message",
            lambda keypoints: _points_message(points, keypoints).SerializeToString(),
            lambda data: _array(
                [(one.x, one.y, one.confidence) for one in points.FromString(data).values]
            ),
        ),
    )


def _write_bytes(keypoints: Keypoints) -> bytes:
    return TrackedPerson(track_id=1, keypoints=pack_keypoints(keypoints)).SerializeToString()


def _read_bytes(data: bytes) -> Keypoints:
    (keypoints,) = unpack_keypoints(TrackedPerson.FromString(data).keypoints)
    return cast("Keypoints", keypoints)


def _array(values: Iterable[object]) -> Keypoints:
    array: Keypoints = np.array(values, dtype=np.float32).reshape(JOINT_COUNT, 3)
    return array


def _points_message(kind: type[Any], keypoints: Keypoints) -> Message:
    message: Message = kind(
        values=[{"x": x, "y": y, "confidence": c} for x, y, c in keypoints.tolist()]
    )
    return message


def _alternatives() -> tuple[type[Any], type[Any]]:
    """The rejected messages, each with a track id like the chosen one."""
    number, whole = FieldDescriptorProto.TYPE_FLOAT, FieldDescriptorProto.TYPE_UINT32
    nested, many = FieldDescriptorProto.TYPE_MESSAGE, FieldDescriptorProto.LABEL_REPEATED
    names = ("x", "y", "confidence")
    track = FieldDescriptorProto(name="track_id", number=1, type=whole)
    points = FieldDescriptorProto(
        name="values", number=2, type=nested, label=many, type_name=f".{_PACKAGE}.Keypoint"
    )
    floats = FieldDescriptorProto(name="values", number=2, type=number, label=many)
    file = FileDescriptorProto(
        name=_FILE,
        package=_PACKAGE,
        syntax="proto3",
        message_type=[
            DescriptorProto(
                name="Keypoint",
                field=[
                    FieldDescriptorProto(name=name, number=place, type=number)
                    for place, name in enumerate(names, start=1)
                ],
            ),
            DescriptorProto(name="Floats", field=[track, floats]),
            DescriptorProto(name="Points", field=[track, points]),
        ],
    )
    pool = DescriptorPool()
    pool.Add(file)
    found = (pool.FindMessageTypeByName(f"{_PACKAGE}.{name}") for name in ("Floats", "Points"))
    first, second = map(GetMessageClass, found)
    return first, second
