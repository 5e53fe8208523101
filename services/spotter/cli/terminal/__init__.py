"""What all commands share with whoever runs them: input, progress, messages, exit codes."""
