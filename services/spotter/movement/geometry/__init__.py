"""Where joints are in body-sized units: normalisation, viewpoint, angles, trajectories."""
