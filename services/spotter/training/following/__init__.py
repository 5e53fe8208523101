"""A member's workout followed through what they do, in virtual time. No I/O."""
