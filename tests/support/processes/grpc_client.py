"""A blocking gRPC channel to a segmenter, as any client in any language may open one."""

import grpc


def segmenter_channel(address: str) -> grpc.Channel:
    """A channel to ``address`` without security."""
    return grpc.insecure_channel(address)
