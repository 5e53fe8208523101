"""The sizes of the batches that a GPU is given: few, for its work on each is recorded once."""

from collections.abc import Container

Size = tuple[int, int, int]
"""Pictures in a batch, their height and their width in pixels."""


def padded_batch(count: int, most: int = 0) -> int:
    """The next greater of 1, 2, 3, 4, 6, 8, 12, 16, 24, 32 and so on, or ``most`` before it.

    Padding costs most where the GPU has time to spare: while it has not, batches fill up to
    ``most``, and those are run as they are.
    """
    step = 1 << max(0, (count - 1).bit_length() - 2)
    padded = -(-count // step) * step
    return min(padded, most) if count <= most else padded


def next_to_record(size: Size, recorded: Container[Size], most: int) -> Size | None:
    """What to record ahead when a batch of ``size`` has come; None if nothing is left.

    Where large batches come smaller ones will, be it in the middle of a set. So these are the
    sizes to which smaller batches are padded, the largest first, of up to ``most`` pictures.
    """
    count, height_px, width_px = size
    for smaller in range(min(count - 1, most), 0, -1):
        ahead = padded_batch(smaller, most), height_px, width_px
        if ahead != size and ahead not in recorded:
            return ahead
    return None
