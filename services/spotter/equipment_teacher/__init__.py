"""Learns equipment by a film of it: the catalog starts this process, and it ends.

So pictures are looked through in no process that lasts, and are in no other's memory.
"""
