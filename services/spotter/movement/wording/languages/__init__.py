"""The words of each language: one table, in a file or two."""
