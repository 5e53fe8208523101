"""Recognises which of the known exercises a movement is, if any."""
