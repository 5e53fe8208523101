"""From one camera or file to the frames of its station."""
