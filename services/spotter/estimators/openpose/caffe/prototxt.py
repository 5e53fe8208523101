"""Finds out which of OpenPose's published networks a prototxt describes."""

from itertools import zip_longest
from pathlib import Path

from google.protobuf import text_format

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.caffe_net_pb2 import NetParameter
from spotter.estimators.openpose.caffe.layer_words import caffe_description, layer_description
from spotter.estimators.openpose.published.structure import IMAGE, Structure, body_25, coco

MAX_PROTOTXT_BYTES = 4 << 20
_INPUT = "Input"
_SHOWN_CHARACTERS = 200


def read_structure(path: Path) -> Structure:
    """The published network that a prototxt describes, found by comparing every layer.

    Settings that only concern training (learning rates, fillers) are skipped.

    Raises :class:`ModelError` if the file cannot be read, is not a prototxt, or describes another
    network; the message names the first layer that differs.
    """
    net = _parsed(path, _text(path))
    if not net.layer:
        raise ModelError(f"expected the layers of a network in the prototxt {path}; found none")
    layers = [caffe_description(layer) for layer in net.layer if layer.type != _INPUT]
    published = {
        structure: list(map(layer_description, structure.layers))
        for structure in (coco(), body_25())
    }
    nearest = max(
        published, key=lambda structure: len({*published[structure]}.intersection(layers))
    )
    for place, (ours, theirs) in enumerate(zip_longest(published[nearest], layers), start=1):
        if ours != theirs:
            raise ModelError(
                f"{path} is not the prototxt of OpenPose's COCO-18 or BODY_25. It is closest to "
                f"{nearest.name} and first differs at layer {place}: expected "
                f"{ours or 'nothing more'}; found {theirs or 'nothing more'}"
            )
    _check_input(path, net)
    return nearest


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PROTOTXT_BYTES + 1)
    except OSError as error:
        raise ModelError(f"the prototxt {path} cannot be read: {error.strerror}") from error
    if not content.strip():
        raise ModelError(f"expected a prototxt in {path}; found an empty file")
    text = _decoded(content)
    if text is None:
        raise ModelError(
            f"expected a prototxt in {path}, which is text of some kilobytes; found binary data. "
            "Is it the caffemodel?"
        )
    return text


def _decoded(content: bytes) -> str | None:
    """The content as text; None if it is not text or too long for a prototxt."""
    if len(content) > MAX_PROTOTXT_BYTES or b"\0" in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _parsed(path: Path, text: str) -> NetParameter:
    try:
        return text_format.Parse(text, NetParameter(), allow_unknown_field=True)
    except (text_format.ParseError, RecursionError) as error:
        where = str(error)[:_SHOWN_CHARACTERS]  # it may quote the whole file
        raise ModelError(f"expected a prototxt in {path}; found other text: {where}") from error


def _check_input(path: Path, net: NetParameter) -> None:
    given = [*net.input, *(top for layer in net.layer if layer.type == _INPUT for top in layer.top)]
    if given != [IMAGE]:
        found = ", ".join(given) or "none"
        raise ModelError(f"expected the one input {IMAGE} in the prototxt {path}; found {found}")
