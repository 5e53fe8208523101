"""The two networks: where they come from, and the folder that keeps them."""

from pathlib import Path

from spotter.estimators.models.catalogue import MEDIAPIPE, Model, ModelCache, NpmPackage

IMPORT_COMMAND = "spotter faces import"

DETECTOR = Model(
    name="blazeface-full-range",
    purpose="finds faces of 40 pixels and more",
    licence="Apache-2.0",
    source=MEDIAPIPE,
    member="mediapipe/modules/face_detection/face_detection_full_range_sparse.tflite",
    size_bytes=676_746,
    sha256="2c3728e6da56f21e21a320433396fb06d40d9088f2247c05e5635a688d45dfe1",
)

FACE_API = NpmPackage(package="@vladmandic/face-api", version="1.7.15", size_bytes=12_677_476)

WEIGHTS = Model(
    name="dlib-resnet-weights",
    purpose="describe a face by 128 numbers",
    licence="MIT (the package), CC0 (dlib's network)",
    source=FACE_API,
    member="package/model/face_recognition_model.bin",
    size_bytes=6_444_032,
    sha256="b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
)
MANIFEST = Model(
    name="dlib-resnet-manifest",
    purpose="says how the weights are packed",
    licence=WEIGHTS.licence,
    source=FACE_API,
    member="package/model/face_recognition_model-weights_manifest.json",
    size_bytes=19_615,
    sha256="cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
)

NETWORK_NAME = "dlib-resnet-8bit-1"
"""Of the network that the importer makes; templates name it, as they mean nothing to another."""


def network_path(cache: ModelCache) -> Path:
    """Where the importer puts the network that describes faces."""
    return cache.folder / f"{NETWORK_NAME}.onnx"
