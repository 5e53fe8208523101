"""What is proposed to members after a workout, what they say of it, and what becomes of it."""
