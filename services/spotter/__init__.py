"""Watches every station of a gym, compares each rep with references and tells trainers who needs help."""
