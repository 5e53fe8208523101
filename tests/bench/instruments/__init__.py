"""What benchmarks measure with, and on."""
