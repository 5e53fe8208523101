"""Alerts: hosts the alerting engine, and keeps what it decides."""
