"""Names in Redis, and conversions between values and protobuf."""
