"""Bodies: measurements, joints, figures to render."""
