import math

import pytest

from spotter.estimators.openpose.published.layers import Concat, Convolution, PReLU, ReLU
from spotter.estimators.openpose.published.structure import IMAGE, OUTPUT, Structure, body_25, coco

BOTH = [coco(), body_25()]


def by_name(structure: Structure, name: str) -> object:
    (layer,) = (layer for layer in structure.layers if layer.name == name)
    return layer


@pytest.mark.parametrize(
    ("structure", "layers", "convolutions", "parameters", "gflop"),
    [(coco(), 181, 92, 52_311_446, 271.9), (body_25(), 261, 114, 26_166_084, 161.1)],
)
def test_a_network_is_as_large_as_the_published_one(
    structure: Structure, layers: int, convolutions: int, parameters: int, gflop: float
) -> None:
    assert len(structure.layers) == layers
    assert len(structure.convolutions) == convolutions
    assert sum(map(math.prod, structure.parameter_shapes.values())) == parameters
    assert structure.flop_count(368, 368) / 1e9 == pytest.approx(gflop, abs=0.05)


@pytest.mark.parametrize("structure", BOTH, ids=lambda structure: structure.name)
def test_a_picture_twice_as_wide_costs_twice_as_much(structure: Structure) -> None:
    assert structure.flop_count(736, 368) == 2 * structure.flop_count(368, 368)


@pytest.mark.parametrize("structure", BOTH, ids=lambda structure: structure.name)
def test_every_layer_reads_blobs_written_earlier_with_the_expected_channels(
    structure: Structure,
) -> None:
    channels = {IMAGE: 3}
    for layer in structure.layers:
        given = [channels[bottom] for bottom in layer.bottoms]
        match layer:
            case Convolution():
                assert given == [layer.in_channels]
                assert 2 * layer.padding + 1 == layer.kernel
                channels[layer.top] = layer.out_channels
            case PReLU():
                assert given == [layer.channels]
            case _:
                channels[layer.top] = sum(given)
    assert channels[OUTPUT] == structure.model.heat_count + structure.model.affinity_count


@pytest.mark.parametrize("structure", BOTH, ids=lambda structure: structure.name)
def test_layers_have_unique_names(structure: Structure) -> None:
    assert len({layer.name for layer in structure.layers}) == len(structure.layers)


@pytest.mark.parametrize(
    ("structure", "heat", "affinity"),
    [
        (coco(), "Mconv7_stage6_L2", "Mconv7_stage6_L1"),
        (body_25(), "Mconv7_stage1_L1", "Mconv7_stage3_L2"),
    ],
)
def test_the_heat_maps_come_before_the_affinity_maps(
    structure: Structure, heat: str, affinity: str
) -> None:
    channels = {layer.top: layer.out_channels for layer in structure.convolutions}
    assert structure.map_blobs == (heat, affinity)
    assert channels[heat] == structure.model.heat_count
    assert channels[affinity] == structure.model.affinity_count


def test_both_networks_begin_with_vgg_19() -> None:
    front = [layer.name for layer in coco().layers[:21]]
    assert front == [layer.name for layer in body_25().layers[:21]]
    assert front[:5] == ["conv1_1", "relu1_1", "conv1_2", "relu1_2", "pool1_stage1"]
    assert front[-5:] == ["conv3_4", "relu3_4", "pool3_stage1", "conv4_1", "relu4_1"]


def test_cocos_branches_are_computed_in_turns() -> None:
    names = [layer.name for layer in coco().layers]
    start = names.index("concat_stage2")
    assert names[start - 3 : start + 6] == [
        "relu5_4_CPM_L2",
        "conv5_5_CPM_L1",
        "conv5_5_CPM_L2",
        "concat_stage2",
        "Mconv1_stage2_L1",
        "Mrelu1_stage2_L1",
        "Mconv1_stage2_L2",
        "Mrelu1_stage2_L2",
        "Mconv2_stage2_L1",
    ]
    assert names[-3:] == ["Mconv7_stage6_L1", "Mconv7_stage6_L2", "concat_stage7"]


def test_each_of_cocos_stages_reads_the_previous_maps_and_the_features() -> None:
    assert by_name(coco(), "concat_stage4") == Concat(
        "concat_stage4", ("Mconv7_stage3_L1", "Mconv7_stage3_L2", "conv4_4_CPM"), "concat_stage4"
    )
    assert by_name(coco(), "Mconv1_stage4_L2") == Convolution(
        "Mconv1_stage4_L2", ("concat_stage4",), "Mconv1_stage4_L2", 185, 128, 7, 3
    )


def test_body_25_keeps_all_three_convolutions_of_a_dense_block() -> None:
    block = "Mconv2_stage1_L2"
    assert by_name(body_25(), f"{block}_concat") == Concat(
        f"{block}_concat", (f"{block}_0", f"{block}_1", f"{block}_2"), f"{block}_concat"
    )
    assert by_name(body_25(), f"{block}_0") == Convolution(
        f"{block}_0", ("Mconv1_stage1_L2_concat",), f"{block}_0", 384, 128, 3, 1
    )
    assert by_name(body_25(), "Mprelu2_stage1_L2_0") == PReLU(
        "Mprelu2_stage1_L2_0", (f"{block}_0",), f"{block}_0", 128
    )


def test_body_25s_heat_stages_read_the_last_affinity_maps() -> None:
    bottoms = {layer.name: layer.bottoms for layer in body_25().layers}
    assert bottoms["concat_stage2_L2"] == ("conv4_4_CPM", "Mconv7_stage1_L2")
    assert bottoms["concat_stage0_L1"] == ("conv4_4_CPM", "Mconv7_stage3_L2")
    assert bottoms["concat_stage1_L1"] == ("conv4_4_CPM", "Mconv7_stage0_L1", "Mconv7_stage3_L2")
    assert bottoms["net_output"] == ("Mconv7_stage1_L1", "Mconv7_stage3_L2")


def test_body_25_has_slopes_from_the_tenth_convolution_on() -> None:
    kinds = [layer for layer in body_25().layers if isinstance(layer, ReLU | PReLU)]
    assert [type(layer) for layer in kinds[:9]] == [ReLU] * 9
    assert kinds[9] == PReLU("prelu4_2", ("conv4_2",), "conv4_2", 512)
    assert {type(layer) for layer in kinds[9:]} == {PReLU}
