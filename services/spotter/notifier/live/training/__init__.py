"""Who trains at which station, and how far they have come."""
