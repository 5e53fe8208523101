"""Whether hands hold anything, without a recording."""
