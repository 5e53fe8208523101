"""Whether alerts tell a trainer who needs help, on a simulated class with known faults."""
