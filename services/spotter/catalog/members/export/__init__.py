"""All that is known of a member, as a ZIP file with JSON and CSV."""
