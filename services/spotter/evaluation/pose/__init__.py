"""Where estimators see the joints."""
