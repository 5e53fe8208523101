"""The project's wheel, installed in an environment of its own with what the lock pins."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
        """What its commands are run with: nothing that leads into the checkout."""
        return {
            name: value
            for name, value in os.environ.items()
            if name not in {"PYTHONPATH", "VIRTUAL_ENV"}
            and (not name.startswith("SPOTTER_") or name == "SPOTTER_MODELS_DIR")
        } | {"SPOTTER_DATA_DIR": str(self.folder / "data")}

    def run(self, *command: str) -> str:
        """What ``command`` prints, run in the folder; fails if it does."""
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
    # One hash among constraints would ask for a hash of everything, the wheel too.
    pins = folder / "pins.txt"
    pins.write_text(_HASH.sub("", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    pip = str(installed.environment / "bin/pip")
    installed.run(pip, "install", "--quiet", "--constraint", str(pins), f"{wheel}[{extra}]")
    return installed
