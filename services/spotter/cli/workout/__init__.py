"""``spotter workout``: plans, templates, and what people bring along from other apps."""
