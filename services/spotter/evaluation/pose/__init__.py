"""Measures how accurately estimators locate joints."""
