"""The gym's memory: people, exercises, workouts, sessions and the ledger of all reps, in SQL."""
