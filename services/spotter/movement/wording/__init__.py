"""Faults, angles and measures in the words of a trainer.

Import from the modules: `measure_words` needs no compiled kernels, which a page's server has not.
"""
