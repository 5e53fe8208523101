"""Shows trainers every station live: the page, its API and its messages."""
