"""The alerting engine at work, turn by turn."""
