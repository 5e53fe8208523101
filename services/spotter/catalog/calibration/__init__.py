"""When a rep of an exercise counts as faulty: what that rests on, and changes that are tried."""
