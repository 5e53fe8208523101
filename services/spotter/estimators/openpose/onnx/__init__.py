"""Networks of the OpenPose family on ONNX Runtime."""
