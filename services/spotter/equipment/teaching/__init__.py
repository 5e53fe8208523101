"""Equipment as a trainer teaches it: boxes, followed through a recording, become what is learnt."""
