"""One rule a file, each with its source; none knows of the others."""
