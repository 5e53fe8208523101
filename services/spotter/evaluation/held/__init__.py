"""How well equipment in hands is told from empty hands, without any recording of it."""
