"""Certificates of an authority that a test makes with OpenSSL's command line."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority whose certificate and key are in ``folder``."""

    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Authority":
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder)
        names = ("-keyout", folder / "ca.key", "-out", made.certificate, "-subj", "/CN=gym")
        _openssl("req", "-x509", *_KEY, *names)
        return made

    @property
    def certificate(self) -> Path:
        return self.folder / "ca.pem"

    def issue(self, name: str) -> tuple[Path, Path]:
        """The files of a certificate for ``name`` and of its key."""
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        _openssl(
            *("req", "-x509", *_KEY, "-keyout", key, "-out", certificate),
            *("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
            *("-addext", "basicConstraints=critical,CA:FALSE"),
            *("-CA", self.certificate, "-CAkey", self.folder / "ca.key"),
        )
        return certificate, key


def _openssl(*arguments: str | Path) -> None:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=False)  # noqa: S607 - whichever is installed
    assert done.returncode == 0, done.stderr
