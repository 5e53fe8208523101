"""The live state of all stations, pushed to every open page."""
