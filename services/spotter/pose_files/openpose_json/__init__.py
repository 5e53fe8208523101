"""Folders of JSON as OpenPose writes them with ``--write_json``: one file per frame.

Format: CMU-Perceptual-Computing-Lab/openpose, ``doc/02_output.md``.
"""
