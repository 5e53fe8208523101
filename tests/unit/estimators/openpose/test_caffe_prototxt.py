from collections.abc import Callable
from pathlib import Path

import pytest

from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.prototxt import read_structure
from spotter.estimators.openpose.published.structure import Structure, body_25, coco
from support.networks.caffe_files import narrowed, prototxt


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pose_deploy.prototxt"


@pytest.mark.parametrize("structure", [coco(), body_25()], ids=lambda structure: structure.name)
def test_a_published_prototxt_is_recognised(structure: Structure, path: Path) -> None:
    path.write_text(prototxt(structure))
    assert read_structure(path) == structure


def test_the_input_s_size_does_not_matter(path: Path) -> None:
    path.write_text(prototxt(coco(), width_px=656, height_px=368))
    assert read_structure(path) == coco()


def test_an_input_layer_and_an_input_field_are_equivalent(path: Path) -> None:
    fields, layers = prototxt(coco()).split("layer {", maxsplit=1)
    assert 'input: "image"' in fields
    layer = 'layer { name: "in" type: "Input" top: "image" input_param { shape { dim: 1 } } }\n'
    path.write_text(f"{layer}layer {{{layers}")
    assert read_structure(path) == coco()


@pytest.mark.parametrize(
    ("old", "new", "expected", "found"),
    [
        ("num_output: 26", "num_output: 22", "Mconv7_stage0_L1 .* 26 maps", "22 maps"),
        ("pool: MAX", "pool: AVE", "Pooling pool1_stage1 .*MAX", "Pooling pool1_stage1 .*AVE"),
        ("pad: 1 ", "pad: 1 dilation: 2 ", "conv1_1 .*stride 1", "conv1_1 .*dilation 2"),
        ("pad: 1 ", "pad: 1 group: 2 ", "conv1_1 .*stride 1", "conv1_1 .*2 groups"),
        ("pad: 1 ", "pad: 1 bias_term: false ", "conv1_1 .*stride 1", "conv1_1 .*no bias"),
        ("kernel_size: 3", "kernel_size: [3, 5]", "conv1_1 .*kernel 3,", "conv1_1 .*kernel 3x5,"),
        ('bottom: "conv1_2"', 'bottom: "conv1_1"', "from conv1_2 to", "from conv1_1 to"),
        ("PReLU", "ELU", "PReLU prelu4_2 ", " ELU prelu4_2 "),
        ("axis: 1", "axis: 2", "_concat .*axis 1", "_concat .*axis 2"),
    ],
)
def test_the_first_layer_that_differs_is_named(
    path: Path, old: str, new: str, expected: str, found: str
) -> None:
    text = prototxt(body_25())
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(
        ModelError, match=f"closest to body_25 .*expected .*{expected}.*; found.*{found}"
    ):
        read_structure(path)


def test_a_network_of_other_widths_is_another_network(path: Path) -> None:
    path.write_text(prototxt(narrowed(coco())))
    with pytest.raises(
        ModelError, match=r"layer 1: .*conv1_1 .* 64 maps.*; found .*conv1_1 .* 4 maps"
    ):
        read_structure(path)


def test_a_prototxt_that_stops_early_lacks_the_next_layer(path: Path) -> None:
    text = prototxt(coco())
    path.write_text(text[: text.rindex("layer {")])
    with pytest.raises(ModelError, match=r"Concat concat_stage7 .*; found nothing more"):
        read_structure(path)


def test_a_prototxt_that_continues_has_a_layer_too_many(path: Path) -> None:
    path.write_text(prototxt(coco()) + 'layer { name: "nms" type: "Nms" }')
    with pytest.raises(ModelError, match=r"expected nothing more; found Nms nms"):
        read_structure(path)


def test_an_input_of_another_name_is_reported(path: Path) -> None:
    path.write_text(prototxt(coco()).replace('input: "image"', 'input: "data"'))
    with pytest.raises(ModelError, match=r"one input image in .*; found data"):
        read_structure(path)


def _text(path: Path) -> None:
    path.write_text("<html>The server has moved" + 100_000 * " and moved" + "</html>")


def _json(path: Path) -> None:
    path.write_text('{"layer": 1}')


def _cut(path: Path) -> None:
    path.write_text(prototxt(coco())[:5000])


def _deep(path: Path) -> None:
    path.write_text("a {" * 100_000)


def _caffemodel(path: Path) -> None:
    path.write_bytes(b"\n\x08OpenPose\xa2\x06\x0b\n\x07conv1_1\x00")


def _large(path: Path) -> None:
    path.write_bytes(b"#" * (5 << 20))


def _latin(path: Path) -> None:
    path.write_bytes("name: 'gepäck'".encode("latin-1"))


def _empty(path: Path) -> None:
    path.write_bytes(b" \n")


def _nothing_known(path: Path) -> None:
    path.write_text('name: "a network"')


def _absent(path: Path) -> None:
    assert not path.exists()


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_text, "found other text: 1:1"),
        (_json, "found other text"),
        (_cut, "found other text: [0-9]+:"),
        (_deep, "found other text: "),
        (_caffemodel, r"found binary data\. Is it the caffemodel\?"),
        (_large, r"found binary data\. Is it the caffemodel\?"),
        (_latin, "found binary data"),
        (_empty, "found an empty file"),
        (_nothing_known, "expected the layers of a network .*; found none"),
        (_absent, "cannot be read: No such file"),
        (_folder, "cannot be read: Is a directory"),
    ],
)
def test_a_file_that_is_not_a_prototxt_is_reported_with_its_path(
    path: Path, make: Callable[[Path], None], message: str
) -> None:
    make(path)
    with pytest.raises(ModelError, match=message) as caught:
        read_structure(path)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < 500
