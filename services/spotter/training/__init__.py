"""What is planned for a member, and what they bring along from other apps. No I/O."""
