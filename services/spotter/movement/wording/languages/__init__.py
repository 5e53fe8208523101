"""The words of each language: one table, one file."""
