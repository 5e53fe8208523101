"""The tables of revision 0001, a module for each room. Later revisions alter them elsewhere."""
