"""Who may sign in, what stands for them, and for how long."""
