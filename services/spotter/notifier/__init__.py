"""Shows trainers every station live: the page, its API and its live socket."""
