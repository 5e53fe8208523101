"""``spotter proposal``: what is proposed to members for the next time."""
