"""Joint positions in body-sized units: normalisation, viewpoint, angles, trajectories."""
