"""The description of a gym, as a person writes it in YAML."""
