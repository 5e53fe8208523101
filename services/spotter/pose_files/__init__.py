"""Poses from elsewhere: files of OpenPose and of numpy."""
