"""What is going on at the stations, kept up to date for every open page."""
