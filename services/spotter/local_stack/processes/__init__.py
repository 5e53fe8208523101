"""The processes that are started, restarted and kept warm, and their logs."""
