"""Describes Spotter's layers and Caffe's in one line each; equal layers have equal lines."""

from collections.abc import Iterable, Sequence

from spotter.estimators.openpose.caffe.caffe_net_pb2 import (
    ConvolutionParameter,
    LayerParameter,
    PoolingParameter,
)
from spotter.estimators.openpose.published.layers import Concat, Convolution, Layer, MaxPool

_AXIS_OF_CHANNELS = 1


def layer_description(layer: Layer) -> str:
    """Describes what Caffe has to compute for ``layer``."""
    words = _wiring(layer.kind, layer.name, layer.bottoms, [layer.top])
    if isinstance(layer, Convolution):
        words += [f"{layer.out_channels} maps", *_kernel(layer.kernel, layer.padding, 1)]
    elif isinstance(layer, MaxPool):
        words += ["MAX", *_kernel(layer.size, 0, layer.size)]
    elif isinstance(layer, Concat):
        words.append(f"axis {_AXIS_OF_CHANNELS}")
    return ", ".join(words)


def caffe_description(layer: LayerParameter) -> str:
    """Describes what Caffe computes for ``layer``, without what only concerns training."""
    words = _wiring(layer.type, layer.name, layer.bottom, layer.top)
    if layer.type == Convolution.kind:
        words += _convolution(layer.convolution_param)
    elif layer.type == MaxPool.kind:
        pooling = layer.pooling_param
        words.append(PoolingParameter.PoolMethod.Name(pooling.pool))
        words += _kernel(pooling.kernel_size, pooling.pad, pooling.stride)
    elif layer.type == Concat.kind:
        concat = layer.concat_param
        words.append(f"axis {concat.concat_dim if concat.HasField('concat_dim') else concat.axis}")
    if layer.relu_param.negative_slope:
        words.append(f"slope {layer.relu_param.negative_slope:g}")
    if layer.prelu_param.channel_shared:
        words.append("one slope for all channels")
    return ", ".join(words)


def _convolution(layer: ConvolutionParameter) -> list[str]:
    words = [f"{layer.num_output} maps"]
    words += _kernel(_each_way(layer.kernel_size), _each_way(layer.pad), _each_way(layer.stride, 1))
    if layer.group != 1:
        words.append(f"{layer.group} groups")
    if _each_way(layer.dilation, 1) != 1:
        words.append(f"dilation {_each_way(layer.dilation, 1)}")
    if not layer.bias_term:
        words.append("no bias")
    return words


def _wiring(kind: str, name: str, bottoms: Iterable[str], tops: Iterable[str]) -> list[str]:
    return [f"{kind} {name} from {' and '.join(bottoms)} to {' and '.join(tops)}"]


def _kernel(size: int | str, padding: int | str, stride: int | str) -> list[str]:
    return [f"kernel {size}", f"padding {padding}", f"stride {stride}"]


def _each_way(sizes: Sequence[int], default: int = 0) -> int | str:
    """Caffe gives a size once for both directions, once for each, or not at all."""
    if len(set(sizes)) > 1:
        return "x".join(map(str, sizes))
    return sizes[0] if sizes else default
