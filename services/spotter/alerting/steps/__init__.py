"""The steps of the engine: what happens, what time brings, and what follows."""
