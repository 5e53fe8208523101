"""What opens alerts and what ends them: a module for each kind of condition."""
