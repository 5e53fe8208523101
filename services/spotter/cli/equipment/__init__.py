"""``spotter equipment``: what telling equipment in hands needs."""
