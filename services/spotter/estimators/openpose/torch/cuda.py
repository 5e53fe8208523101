"""Runs a network on a GPU: CUDA graphs, pinned memory, no waiting until the maps are needed."""

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
"""Computes heat and affinity maps of (N, H, W, 3) uint8 pictures, all on the device."""

_MAX_GRAPHS = 64
_WARM_UPS = 2

_Result = TypeVar("_Result")


class _Graph(NamedTuple):
    """A recorded run, and the GPU memory of its input and its maps."""

    graph: torch.cuda.CUDAGraph
    pictures: Tensor
    heat: Tensor
    affinity: Tensor


class CudaRunner:
    """Runs ``module`` by replaying graphs, one for each batch size and picture size.

    A graph saves the CPU from launching hundreds of kernels. Recording one takes seconds, so a
    batch is padded to one of a few sizes. After each batch, one graph for smaller batches is
    recorded ahead, until all sizes of up to ``prepared_batch`` pictures below the largest batch so
    far have one. The least recently used graphs are dropped.

    All work goes to one stream in call order. So the graphs can share their working memory, and a
    batch's maps are copied out before the next batch begins.
    """

    def __init__(
        self,
        module: MapModule,
        device: torch.device,
        *,
        prepared_batch: int = 0,
        max_graphs: int = _MAX_GRAPHS,
    ) -> None:
        torch.backends.cudnn.benchmark = True  # for the whole process: benchmarks each size once
        self._module = module
        self._device = device
        self._prepared_batch = prepared_batch
        self._max_graphs = max_graphs
        # Freeing earlier maps records an event on their stream, which must not be in capture.
        self._recorded = torch.cuda.Stream(device)  # type: ignore[no-untyped-call] # it has none
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call] # it has none
        # The module's weights may still be in transfer, on the stream that created them.
        self._stream.wait_stream(torch.cuda.current_stream(device))
        self._pool = torch.cuda.graph_pool_handle()
        self._graphs: dict[Size, _Graph] = {}

    def begin(self, batch: Pictures) -> PendingMaps:
        """Hand the batch to the GPU; the returned function waits for it without a busy loop.

        Raises :class:`DeviceMemoryError` if it does not fit.
        """
        count, height_px, width_px = batch.shape[:3]
        size = padded_batch(count, self._prepared_batch), height_px, width_px
        pending = self._run_on_stream(partial(self._begin, batch, size))
        self._record_ahead(size)
        return pending

    def _record_ahead(self, size: Size) -> None:
        ahead = next_to_record(size, self._graphs, self._prepared_batch)
        if ahead and len(self._graphs) < self._max_graphs:
            try:
                self._run_on_stream(partial(self._graph, ahead))
            except DeviceMemoryError:
                self._prepared_batch = 0  # there is no memory to spare

    def _run_on_stream(self, work: Callable[[], _Result]) -> _Result:
        """Run ``work`` on this runner's device and stream; out of memory drops the graphs."""
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
        # Only now, as the error's traceback holds GPU memory until the error is gone.
        self._drop_graphs()
        raise DeviceMemoryError(said)

    def _begin(self, batch: Pictures, size: Size) -> PendingMaps:
        count, graph = len(batch), self._graph(size)
        # PyTorch does not reuse pinned memory until the copies from and to it have ended.
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
            if len(self._graphs) == self._max_graphs:
                self._stream.synchronize()
                del self._graphs[next(iter(self._graphs))]
            graph = self._record(size)
        self._graphs[size] = graph  # now the most recently used
        return graph

    def _record(self, size: Size) -> _Graph:
        pictures = torch.zeros((*size, 3), dtype=torch.uint8, device=self._device)
        for _ in range(_WARM_UPS):  # this chooses kernels, which must not be recorded
            self._module(pictures)
        self._stream.synchronize()
        graph = torch.cuda.CUDAGraph()
        # "thread_local", as another thread may wait for earlier maps meanwhile.
        with torch.cuda.graph(
            graph, pool=self._pool, stream=self._recorded, capture_error_mode="thread_local"
        ):
            heat, affinity = self._module(pictures)
        return _Graph(graph, pictures, heat, affinity)

    def _drop_graphs(self) -> None:
        torch.cuda.synchronize(self._device)
        self._graphs.clear()
        torch.cuda.empty_cache()
        self._pool = torch.cuda.graph_pool_handle()  # a pool without graphs cannot be reused


def _on_host(maps: Tensor) -> Tensor:
    host = torch.empty(maps.shape, dtype=maps.dtype, pin_memory=True)
    return host.copy_(maps, non_blocking=True)


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether an allocation failed: in PyTorch, in the driver or during recording."""
    if isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error):
        return True
    return error.__context__ is not None and _is_out_of_memory(error.__context__)
