"""A voice for screens whose browser has none: espeak-ng, a program of its own, where installed."""
