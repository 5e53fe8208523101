"""The networks of the OpenPose family and the decoding of their maps."""
