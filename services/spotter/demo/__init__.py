"""The demo gym: who trains what, its videos and references."""
