"""Videos and camera streams as pictures with their times."""
