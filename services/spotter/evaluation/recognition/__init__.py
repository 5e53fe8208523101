"""Measures which exercise of a day is recognised, with one of them expected and with none."""
