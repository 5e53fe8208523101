"""Who asks: what a request carries, and whom that stands for."""
