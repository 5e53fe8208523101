"""OpenPose's two published networks as plain data: layers, weights, files."""
