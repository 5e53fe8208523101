"""The project's wheel, installed in a separate environment with the versions of the lock."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
_HASH = re.compile(r" \\\n +--hash=\S+")


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and an empty folder to run its commands in."""

    environment: Path
    folder: Path

    def command(self, *arguments: str) -> list[str]:
        """The command line of its ``spotter``."""
        return [str(self.environment / "bin/spotter"), *arguments]

    def variables(self) -> dict[str, str]:
        """The environment of its commands: nothing in it leads into the checkout."""
        return {
            name: value
            for name, value in os.environ.items()
            if name not in {"PYTHONPATH", "VIRTUAL_ENV"}
            and (not name.startswith("SPOTTER_") or name == "SPOTTER_MODELS_DIR")
        } | {"SPOTTER_DATA_DIR": str(self.folder / "data")}

    def run(self, *command: str) -> str:
        """Run ``command`` in the folder and return its output; fails if the command fails."""
        ended = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=self.variables(),
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout


def installed_wheel(folder: Path, extra: str) -> Installed:
    """Build the wheel and install it with ``extra``, in the empty ``folder``."""
    installed = Installed(folder / "environment", folder / "empty")
    installed.folder.mkdir()
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    installed.run(sys.executable, "-m", "pip", *build, str(ROOT))
    (wheel,) = folder.glob("*.whl")
    installed.run(sys.executable, "-m", "venv", str(installed.environment))
    # A single hash among the constraints would require one for everything, including the wheel.
    pins = folder / "pins.txt"
    pins.write_text(_HASH.sub("", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    # Most of what is installed is never imported, so that compiling it would be in vain.
    install = ["install", "--quiet", "--no-compile", "--constraint", str(pins)]
    installed.run(str(installed.environment / "bin/pip"), *install, f"{wheel}[{extra}]")
    return installed
