"""The networks that Spotter knows, and the folder that caches them."""

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from spotter.estimators.errors import ModelError

PULL_COMMAND = "spotter models pull"
DEFAULT_ESTIMATOR = "blazepose-full"
"""It installs automatically and its licence allows any use."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the package index; fixed tags give every platform the same file."""

    package: str
    version: str
    python_version: str
    platforms: tuple[str, ...]
    size_bytes: int

    def __str__(self) -> str:
        return f"PyPI wheel {self.package} {self.version}"


@dataclass(frozen=True, slots=True)
class NpmPackage:
    """A package in npm's registry."""

    package: str
    version: str
    size_bytes: int

    def __str__(self) -> str:
        return f"npm package {self.package} {self.version}"


Source = Wheel | NpmPackage


@dataclass(frozen=True, slots=True)
class Model:
    """A network's file: its source, its licence and its checksum.

    ``member`` is its path in the source's archive; ``estimator`` is the only one that needs it, or
    None if all do.
    """

    name: str
    purpose: str
    licence: str
    source: Source
    member: str
    size_bytes: int
    sha256: str
    estimator: str | None = None

    @property
    def file_name(self) -> str:
        """The file's name in the cache folder."""
        return Path(self.member).name

    @property
    def pull_command(self) -> str:
        """The command that a user runs to get it."""
        by_default = self.estimator in (None, DEFAULT_ESTIMATOR)
        return PULL_COMMAND if by_default else f"{PULL_COMMAND} {self.estimator}"


class ModelState(Enum):
    """The state of a model in the cache."""

    READY = "ready"
    MISSING = "missing"
    DAMAGED = "damaged"


MEDIAPIPE = Wheel(
    package="mediapipe",
    version="0.10.21",
    python_version="3.11",
    platforms=("manylinux_2_28_x86_64", "manylinux2014_x86_64"),
    size_bytes=35_622_638,
)

DETECTOR = Model(
    name="blazepose-detector",
    purpose="finds a person in the whole picture",
    licence="Apache-2.0",
    source=MEDIAPIPE,
    member="mediapipe/modules/pose_detection/pose_detection.tflite",
    size_bytes=2_959_046,
    sha256="9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
)

LANDMARKS_FULL = Model(
    name="blazepose-landmarks-full",
    purpose="finds the joints of that person",
    licence="Apache-2.0",
    source=MEDIAPIPE,
    member="mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
    size_bytes=6_440_512,
    sha256="e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    estimator=DEFAULT_ESTIMATOR,
)

MEDIAPIPE_POSE = NpmPackage(
    package="@mediapipe/pose", version="0.5.1675469404", size_bytes=40_985_403
)

LANDMARKS_LITE = Model(
    name="blazepose-landmarks-lite",
    purpose="finds the joints faster, less exactly",
    licence="Apache-2.0",
    source=MEDIAPIPE_POSE,
    member="package/pose_landmark_lite.tflite",
    size_bytes=2_819_824,
    sha256="f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61",
    estimator="blazepose-lite",
)

LANDMARKS_HEAVY = Model(
    name="blazepose-landmarks-heavy",
    purpose="finds the joints most exactly, in three times the time",
    licence="Apache-2.0",
    source=MEDIAPIPE_POSE,
    member="package/pose_landmark_heavy.tflite",
    size_bytes=27_709_200,
    sha256="59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe",
    estimator="blazepose-heavy",
)

DEFAULT_MODELS = (DETECTOR, LANDMARKS_FULL)
"""The networks of the default estimator."""

KNOWN_MODELS = (*DEFAULT_MODELS, LANDMARKS_LITE, LANDMARKS_HEAVY)


def models_of(estimator: str) -> tuple[Model, ...]:
    """The models to fetch for an estimator.

    Raises :class:`ModelError` for an estimator without models of its own.
    """
    named = [model.estimator for model in KNOWN_MODELS if model.estimator]
    if estimator not in named:
        raise ModelError(f"expected one of {', '.join(named)}; found {estimator!r}")
    return tuple(model for model in KNOWN_MODELS if model.estimator in (None, estimator))


@dataclass(frozen=True, slots=True)
class ModelCache:
    """A folder of model files; each is checked whenever it is read."""

    folder: Path

    @classmethod
    def default(cls) -> "ModelCache":
        """The cache in the user's cache folder, which need not exist yet."""
        return cls(user_cache_path("spotter", appauthor=False) / "models")

    @classmethod
    def at(cls, folder: str | Path | None) -> "ModelCache":
        """The cache in ``folder``, where ``~`` is the home folder; without one, the default."""
        return cls(Path(folder).expanduser()) if folder else cls.default()

    def path(self, model: Model) -> Path:
        """The path of the model's file."""
        return self.folder / model.file_name

    def state(self, model: Model) -> ModelState:
        """Whether the model's file is present and intact."""
        try:
            content = self.path(model).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return ModelState.MISSING
        except OSError:
            return ModelState.DAMAGED
        return ModelState.READY if is_intact(model, content) else ModelState.DAMAGED

    def read(self, model: Model) -> bytes:
        """The bytes of the model's file.

        Raises :class:`ModelError` if the file is missing or damaged.
        """
        path = self.path(model)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"the model {model.name} is not at {path} ({error.strerror}); "
                f"run `{model.pull_command}`"
            ) from error
        if not is_intact(model, content):
            raise ModelError(
                f"the model {model.name} at {path} is damaged: expected {model.size_bytes} bytes "
                f"with SHA-256 {model.sha256}, found {len(content)} bytes with "
                f"{sha256(content).hexdigest()}; run `{model.pull_command}`"
            )
        return content


def is_intact(model: Model, content: bytes) -> bool:
    """Whether ``content`` is the model's file, by its SHA-256."""
    return sha256(content).hexdigest() == model.sha256
