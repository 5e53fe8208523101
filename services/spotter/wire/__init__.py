"""What goes over the wire: names in Redis, and protobuf to values and back."""
