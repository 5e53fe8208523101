"""Finds the patterns in an exercise's faulty reps: the catalog starts this process, and it ends.

So tslearn, which takes seconds to import and memory, is in no process that lasts.
"""
