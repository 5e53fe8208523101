"""The routes of alerts, of what trainers do about them, and of channels."""
