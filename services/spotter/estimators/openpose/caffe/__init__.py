"""Reads OpenPose's published networks from Caffe's own files."""
