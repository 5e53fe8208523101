"""The routes of accounts: signing in, one's own, everybody's, screens."""
