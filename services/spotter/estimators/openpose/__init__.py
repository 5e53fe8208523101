"""The networks of the OpenPose family, and what is read from their maps."""
