"""Folders of JSON in the format of OpenPose's ``--write_json``: one file per frame.

Format: CMU-Perceptual-Computing-Lab/openpose, ``doc/02_output.md``.
"""
