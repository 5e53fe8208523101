"""Joints over the phases of a rep, and what a camera spoils in them."""
