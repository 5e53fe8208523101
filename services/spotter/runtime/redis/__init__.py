"""Redis: connections, outages, the server's clock, stream ids, membership."""
