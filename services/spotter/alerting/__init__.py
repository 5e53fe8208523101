"""Which alerts there are, who has taken them and what is quiet, in virtual time. No I/O."""
