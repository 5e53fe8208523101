"""Whether stations, machine and records keep up."""
