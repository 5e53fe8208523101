"""Services as processes and threads, and those who talk to them."""
