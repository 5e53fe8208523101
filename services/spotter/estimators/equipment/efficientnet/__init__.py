"""EfficientNet-Lite0, rebuilt as ONNX from its published weights: it knows barbell and dumbbell."""
