"""Values as fields of a message, within bounds."""
