"""Running a network on a GPU: CUDA graphs, pinned memory, no waiting before the maps are wanted."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, TypeVar

import torch
from torch import Tensor

from spotter.estimators.openpose.batch_splitter import DeviceMemoryError
from spotter.estimators.openpose.maps import Maps
from spotter.estimators.openpose.network import PendingMaps, Pictures
from spotter.estimators.openpose.torch.batch_sizes import Size, next_to_record, padded_batch

MapModule = Callable[[Tensor], tuple[Tensor, Tensor]]
"""Heat and affinity maps of (N, H, W, 3) uint8 pictures, all on the device."""

_GRAPHS_AT_MOST = 64
_WARM_UPS = 2

_Result = TypeVar("_Result")


class _Graph(NamedTuple):
    """A recorded run, and the memory on the GPU in which it finds its input and leaves its maps."""

    graph: torch.cuda.CUDAGraph
    pictures: Tensor
    heat: Tensor
    affinity: Tensor


class CudaRunner:
    """Runs ``module`` by replaying graphs, of which there is one for each batch and picture size.

    A graph spares the processor the launch of hundreds of kernels. Recording one takes seconds, so
    a batch is padded to one of few sizes. Behind each batch one graph for smaller ones is recorded
    ahead, until there are those of all batches up to ``prepared_batch`` pictures that are smaller
    than one that has come. The graphs used least recently are dropped.

    All work goes to one stream in the order of the calls. So the graphs can share their working
    memory, and a batch's maps have left it before the next batch begins.
    """

    def __init__(
        self,
        module: MapModule,
        device: torch.device,
        *,
        prepared_batch: int = 0,
        graphs_at_most: int = _GRAPHS_AT_MOST,
    ) -> None:
        torch.backends.cudnn.benchmark = True  # for the whole process: each size is tried out once
        self._module = module
        self._device = device
        self._prepared_batch = prepared_batch
        self._graphs_at_most = graphs_at_most
        # Who is done with earlier maps marks their stream, which must not happen to one that is
        # being recorded.
        self._recorded = torch.cuda.Stream(device)  # type: ignore[no-untyped-call] # it has none
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call] # it has none
        # The module's weights may still be on their way, on the stream that made them.
        self._stream.wait_stream(torch.cuda.current_stream(device))
        self._pool = torch.cuda.graph_pool_handle()
        self._graphs: dict[Size, _Graph] = {}

    def begin(self, batch: Pictures) -> PendingMaps:
        """Hand the batch to the GPU; what is returned waits for it, without burning a core.

        Raises :class:`DeviceMemoryError` if it does not fit.
        """
        count, height_px, width_px = batch.shape[:3]
        size = padded_batch(count, self._prepared_batch), height_px, width_px
        pending = self._fitting(partial(self._begin, batch, size))
        self._record_ahead(size)
        return pending

    def _record_ahead(self, size: Size) -> None:
        ahead = next_to_record(size, self._graphs, self._prepared_batch)
        if ahead and len(self._graphs) < self._graphs_at_most:
            try:
                self._fitting(partial(self._graph, ahead))
            except DeviceMemoryError:
                self._prepared_batch = 0  # there is no memory to spare

    def _fitting(self, work: Callable[[], _Result]) -> _Result:
        """What ``work`` gives on this runner's device and stream."""
        try:
            with (
                torch.inference_mode(),
                torch.cuda.device(self._device),
                torch.cuda.stream(self._stream),
            ):
                return work()
        except RuntimeError as error:
            if not _is_out_of_memory(error):
                raise
            said = str(error)
        # Only now, for until the error is gone its traceback holds on to memory of the GPU.
        self._drop_graphs()
        raise DeviceMemoryError(said)

    def _begin(self, batch: Pictures, size: Size) -> PendingMaps:
        count, graph = len(batch), self._graph(size)
        # PyTorch keeps pinned memory apart until the copies from and to it have ended.
        staged = torch.empty(batch.shape, dtype=torch.uint8, pin_memory=True)
        staged.numpy()[...] = batch
        graph.pictures[:count].copy_(staged, non_blocking=True)
        graph.graph.replay()
        heat, affinity = _on_host(graph.heat[:count]), _on_host(graph.affinity[:count])
        done = torch.cuda.Event(blocking=True)  # type: ignore[no-untyped-call] # it has none
        done.record(self._stream)

        def finish() -> Maps:
            done.synchronize()
            return Maps(heat.numpy(), affinity.numpy())

        return finish

    def _graph(self, size: Size) -> _Graph:
        graph = self._graphs.pop(size, None)
        if graph is None:
            if len(self._graphs) == self._graphs_at_most:
                self._stream.synchronize()
                del self._graphs[next(iter(self._graphs))]
            graph = self._record(size)
        self._graphs[size] = graph  # now the last in line
        return graph

    def _record(self, size: Size) -> _Graph:
        pictures = torch.zeros((*size, 3), dtype=torch.uint8, device=self._device)
        for _ in range(_WARM_UPS):  # kernels are chosen here, which must not be recorded
            self._module(pictures)
        self._stream.synchronize()
        graph = torch.cuda.CUDAGraph()
        # Another thread may wait for earlier maps meanwhile, hence "thread_local".
        with torch.cuda.graph(
            graph, pool=self._pool, stream=self._recorded, capture_error_mode="thread_local"
        ):
            heat, affinity = self._module(pictures)
        return _Graph(graph, pictures, heat, affinity)

    def _drop_graphs(self) -> None:
        torch.cuda.synchronize(self._device)
        self._graphs.clear()
        torch.cuda.empty_cache()
        self._pool = torch.cuda.graph_pool_handle()  # one that has lost its graphs is spent


def _on_host(maps: Tensor) -> Tensor:
    host = torch.empty(maps.shape, dtype=maps.dtype, pin_memory=True)
    return host.copy_(maps, non_blocking=True)


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether an allocation failed, be it PyTorch's own, the driver's or while recording."""
    if isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error):
        return True
    return error.__context__ is not None and _is_out_of_memory(error.__context__)
