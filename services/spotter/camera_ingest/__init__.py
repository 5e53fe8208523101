"""From cameras and files to frame streams: decode, pace, JPEG; one process for many stations."""
