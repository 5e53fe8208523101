"""The demo gym: its athletes, videos and references."""
