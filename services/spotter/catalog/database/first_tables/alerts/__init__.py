"""The first tables of alerts and deliveries."""
