"""Pages of HTML: analysis and evaluation, with their plots and drawings."""
