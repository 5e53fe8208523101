"""The pose networks that Spotter knows: their sources and the folder that caches them."""
