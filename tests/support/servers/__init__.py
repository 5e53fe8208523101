"""Redis, PostgreSQL, disks, certificates and browsers."""
