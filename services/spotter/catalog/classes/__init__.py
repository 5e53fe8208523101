"""Members, stations and trainers that train together."""
