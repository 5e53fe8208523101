"""Recognises faces, where a gym allows it, and enrols those of members who agreed."""
