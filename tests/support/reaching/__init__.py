"""Receivers of what Spotter sends to trainers, and what sends it."""
