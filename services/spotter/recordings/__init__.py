"""People's poses in a video or a folder of pose files: found, tracked, analysed."""
