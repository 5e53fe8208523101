"""Tables of alerts and deliveries."""
