"""The batch sizes for a GPU: few, as a CUDA graph is recorded for each."""

from collections.abc import Container

Size = tuple[int, int, int]
"""The number of pictures in a batch, their height and their width in pixels."""


def padded_batch(count: int, most: int = 0) -> int:
    """The next of 1, 2, 3, 4, 6, 8, 12, 16, 24, 32 and so on from ``count``, or ``most`` if less.

    Padding costs most when the GPU has time to spare. When it has none, batches reach ``most`` and
    run unpadded.
    """
    step = 1 << max(0, (count - 1).bit_length() - 2)
    padded = -(-count // step) * step
    return min(padded, most) if count <= most else padded


def next_to_record(size: Size, recorded: Container[Size], most: int) -> Size | None:
    """The next size to record ahead after a batch of ``size``; None if nothing is left.

    Smaller batches will follow large ones, perhaps in the middle of a set. So these are the sizes
    that smaller batches of up to ``most`` pictures are padded to, largest first.
    """
    count, height_px, width_px = size
    for smaller in range(min(count - 1, most), 0, -1):
        ahead = padded_batch(smaller, most), height_px, width_px
        if ahead != size and ahead not in recorded:
            return ahead
    return None
