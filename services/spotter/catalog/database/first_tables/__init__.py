"""The tables of revision 0001, in the rooms of the tables. Later revisions alter them elsewhere."""
