"""Athletes' bodies: measurements, joints, figures to render."""
