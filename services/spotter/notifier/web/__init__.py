"""The web server: page, API, live socket."""
