"""Coming to a station and leaving it: screens, phones, faces, keys, the gym's own system."""
