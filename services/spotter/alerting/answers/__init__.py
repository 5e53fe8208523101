"""What trainers do with alerts: taken, answered, silenced."""
