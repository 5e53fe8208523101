"""Following people from frame to frame, and calming the tremble of their keypoints."""
