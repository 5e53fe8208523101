"""A separate compose project, from the repository's docker-compose.yml."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = Path(__file__).parents[3]
_PROJECT_LABEL = "com.docker.compose.project"


def compose_command() -> tuple[str, ...] | None:
    """The available compose: the plugin or the older program; None without either."""
    if shutil.which("docker") is None:
        return None
    plugin = ("docker", "compose")
    if subprocess.run([*plugin, "version"], capture_output=True, check=False).returncode == 0:
        return plugin
    return ("docker-compose",) if shutil.which("docker-compose") else None


def engine_answers() -> bool:
    """Whether a Docker engine answers."""
    line = [shutil.which("docker") or "docker", "info"]
    return subprocess.run(line, capture_output=True, check=False).returncode == 0


@dataclass(frozen=True, slots=True)
class ComposeProject:
    """The project ``name``; ``settings`` are what a user would write into .env."""

    name: str
    compose: Sequence[str]
    settings: Mapping[str, str]
    env_file: Path
    """An empty file that replaces the .env of whoever runs the tests."""

    def run(self, *words: str) -> str:
        """The output of ``docker compose <words>``; fails with its error output."""
        project = ["--project-name", self.name, "--env-file", str(self.env_file)]
        return _output([*self.compose, *project, *words], self.settings)

    def containers(self, service: str | None = None, *, all_states: bool = False) -> list[str]:
        """The ids of the running containers, or of all containers, of one service or all."""
        filters = ["--filter", f"label={_PROJECT_LABEL}={self.name}"]
        if service:
            filters += ["--filter", f"label=com.docker.compose.service={service}"]
        return docker("ps", "--quiet", *(["--all"] if all_states else []), *filters).split()

    def health(self) -> dict[str, str]:
        """The state of each container, by its name: healthy, starting, exited 0."""
        asked = (
            "{{.Name}}={{if .State.Running}}{{.State.Health.Status}}"
            "{{else}}{{.State.Status}} {{.State.ExitCode}}{{end}}"
        )
        lines = docker("inspect", "--format", asked, *self.containers(all_states=True))
        pairs = (line.lstrip("/").partition("=") for line in lines.splitlines())
        return {name: state for name, _, state in pairs}

    def remains(self) -> list[str]:
        """The remaining containers, networks and volumes."""
        label = ["--filter", f"label={_PROJECT_LABEL}={self.name}"]
        found = self.containers(all_states=True)
        found += docker("network", "ls", "--quiet", *label).split()
        return found + docker("volume", "ls", "--quiet", *label).split()


def docker(*words: str) -> str:
    """The output of ``docker <words>``; fails with its error output."""
    return _output(["docker", *words], {})


def _output(line: Sequence[str], settings: Mapping[str, str]) -> str:
    done = subprocess.run(
        line,
        cwd=_REPOSITORY,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(line)}: {done.stderr[-3000:]}"
    return done.stdout
