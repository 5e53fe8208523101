"""Networks of the OpenPose family on PyTorch, on a CPU or a GPU."""
