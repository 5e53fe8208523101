"""What every process needs and no exercise: settings, logs, health, Redis, gRPC, membership."""
