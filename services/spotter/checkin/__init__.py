"""Reads codes, and where a gym allows it faces, in frames of stations where somebody has asked."""
