"""Networks of the OpenPose family on PyTorch, on a processor or a GPU."""
