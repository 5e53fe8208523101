"""From joints to pictures: cameras, rendering, noise."""
