"""``spotter user`` and ``spotter audit``: who may sign in, and who did what."""
