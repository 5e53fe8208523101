"""What every process needs, without a word of the domain: settings, logs, health, Redis, gRPC."""
