"""Where poses arrive: what is let in, what is refused, and how many streams there may be."""
