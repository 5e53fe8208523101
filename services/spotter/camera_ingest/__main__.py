"""Starts camera_ingest: ``python -m spotter.camera_ingest --config gym.yaml [--check]``."""

import argparse
import json
import os
import sys
from pathlib import Path

from pydantic import ValidationError

from spotter.camera_ingest.configuration.gym import load_gym
from spotter.camera_ingest.errors import GymError
from spotter.camera_ingest.service import serve
from spotter.camera_ingest.settings import Settings
from spotter.runtime.lifecycle import stop_on_signals
from spotter.runtime.logs import configure_logs
from spotter.runtime.settings import problems_of


def main() -> None:
    """Check the gym's description, then look after its stations until a signal comes."""
    parser = argparse.ArgumentParser(prog="camera_ingest", description="Frames from cameras.")
    parser.add_argument("--config", type=Path, required=True, help="YAML file of the stations")
    parser.add_argument("--check", action="store_true", help="check it, print it as JSON, and end")
    arguments = parser.parse_args()
    try:
        gym = load_gym(arguments.config, os.environ)
        settings = Settings()
    except GymError as error:
        sys.exit(str(error))
    except ValidationError as error:
        sys.exit(problems_of(error))
    if arguments.check:
        stations = [station.shown() for station in gym.stations]
        sys.stdout.write(json.dumps({"stations": stations}, indent=2) + "\n")
        return
    configure_logs("camera_ingest", log_format=settings.log_format, level=settings.log_level)
    try:
        serve(gym, settings, stop_on_signals())
    except OSError as error:
        sys.exit(f"expected port {settings.status_port} to be free; found: {error.strerror}")


if __name__ == "__main__":
    main()
