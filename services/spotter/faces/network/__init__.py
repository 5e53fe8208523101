"""Rebuilds dlib's face recognition network as ONNX, from its published 8-bit weights."""
