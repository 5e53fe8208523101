"""HTML pages of analyses and evaluations, with plots and drawings."""
