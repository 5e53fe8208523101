"""Runs all processes of Spotter on one machine: starts, watches and stops them."""
