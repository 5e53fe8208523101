"""Where the body says that equipment is: from the forearm, in torso lengths."""
