"""gRPC servers and channels: their settings, tokens and certificates."""
