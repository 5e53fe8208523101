"""Reads codes: badges and those on phones."""
