"""How trainers are reached who are not at the console: channels, and the outbox."""
