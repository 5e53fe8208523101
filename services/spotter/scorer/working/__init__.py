"""The RQ worker: its queues, its start and what it cannot do."""
