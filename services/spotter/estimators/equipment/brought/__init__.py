"""Detectors that a gym brings as ONNX files: networks that put boxes round things."""
