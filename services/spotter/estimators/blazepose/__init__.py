"""BlazePose on LiteRT: one person per picture, followed from picture to picture."""
