"""A trainer teaches an exercise: what is fine, what is wrong, and in which words to say so."""
