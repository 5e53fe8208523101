"""``spotter models import``: networks from the user's own files or a mirror."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from spotter.cli.errors import InputError
from spotter.cli.models.folder import Folder
from spotter.cli.models.progress import download_bars, file_progress
from spotter.cli.terminal.exits import errors_as_exits
from spotter.cli.terminal.progress import status_of
from spotter.estimators.errors import ModelError
from spotter.estimators.openpose.caffe.pair import fetch_pair, read_pair
from spotter.estimators.openpose.published.files import PUBLISHED
from spotter.estimators.openpose.published.weights import LICENCE, Weights, store_weights
from spotter.recordings.estimator_loading import model_cache

MIRROR_VARIABLE = "SPOTTER_OPENPOSE_MIRROR"

import_app = typer.Typer(
    help="Import networks from your own files or your own mirror.",
    no_args_is_help=True,
)


class OpenPoseModel(StrEnum):
    """OpenPose's published networks, as the command line names them."""

    COCO = "coco"
    BODY_25 = "body-25"

    @property
    def structure_name(self) -> str:
        """The library's name for it."""
        return self.value.replace("-", "_")


@import_app.command(
    "openpose",
    epilog="Example: spotter models import openpose --prototxt pose_deploy_linevec.prototxt "
    "--caffemodel pose_iter_440000.caffemodel",
    help="Import OpenPose's COCO-18 or BODY_25 network from its Caffe files; the prototxt says "
    "which of them it is.\n\n"
    f"{LICENCE}.\n\n"
    f"Without files, both come from the mirror at ${MIRROR_VARIABLE} (an http, https or file "
    "address): a copy of OpenPose's own `models` folder.",
)
def import_openpose(  # noqa: PLR0913, PLR0917 - one argument per option
    prototxt: Annotated[Path | None, typer.Option(help="The network's layers.")] = None,
    caffemodel: Annotated[Path | None, typer.Option(help="The network's weights.")] = None,
    model: Annotated[
        OpenPoseModel | None, typer.Option(help="The network; needed with a mirror only.")
    ] = None,
    onnx: Annotated[Path | None, typer.Option(help="Also write the network as ONNX.")] = None,
    folder: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check a pair of Caffe files and store the network for the estimators."""
    typer.echo(f"{LICENCE}.", err=True)
    with errors_as_exits():
        if onnx:
            _check_onnx(onnx, (prototxt, caffemodel))
        with _files(prototxt, caffemodel, model) as files, status_of("Reading the Caffe files"):
            weights = read_pair(*files, model.structure_name if model else None)
        is_published = weights.caffemodel_sha256 == PUBLISHED[weights.structure.name].sha256
        with status_of("Storing the weights"):
            stored = store_weights(model_cache(folder), weights)
        if onnx:
            with status_of("Writing the ONNX file"):
                _write_onnx(weights, onnx)
    if not is_published:
        typer.echo(_not_published(weights), err=True)
    result = {
        "estimator": stored.stem,
        "file": str(stored),
        "onnx": str(onnx) if onnx else None,
        "caffemodel_sha256": weights.caffemodel_sha256,
        "is_published": is_published,
    }
    typer.echo(json.dumps(result, indent=2) if as_json else _summary(result))


def _check_onnx(onnx: Path, read: tuple[Path | None, ...]) -> None:
    """Refuse, before any work, a path that cannot be written or that is read."""
    if not onnx.absolute().parent.is_dir():
        raise InputError(f"expected a folder {onnx.parent} for the ONNX file; found none")
    if onnx.is_dir():
        raise InputError(f"expected a file to write the ONNX network to; found the folder {onnx}")
    if onnx.resolve() in {path.resolve() for path in read if path}:
        raise InputError(
            f"{onnx}: it is an input, so it cannot be the output; choose another --onnx"
        )


@contextmanager
def _files(
    prototxt: Path | None, caffemodel: Path | None, model: OpenPoseModel | None
) -> Iterator[tuple[Path, Path]]:
    """The two files, the user's own or the mirror's; copies from the mirror are temporary."""
    if prototxt and caffemodel:
        try:
            yield prototxt, caffemodel
        except ModelError as error:  # the user named these files
            raise InputError(str(error)) from error
    elif prototxt or caffemodel:
        raise InputError("expected both --prototxt and --caffemodel, or neither; found one")
    else:
        with TemporaryDirectory(prefix="spotter-openpose-") as folder:
            yield _fetched(model, Path(folder))


def _fetched(model: OpenPoseModel | None, folder: Path) -> tuple[Path, Path]:
    mirror = os.environ.get(MIRROR_VARIABLE)
    if not mirror or not model:
        raise InputError(
            f"expected --prototxt and --caffemodel, or --model with a mirror in ${MIRROR_VARIABLE}"
        )
    with download_bars() as bars:
        return fetch_pair(model.structure_name, mirror, folder, partial(file_progress, bars))


def _write_onnx(weights: Weights, path: Path) -> None:
    from spotter.estimators.openpose.onnx.file import write_onnx  # noqa: PLC0415 - ONNX loads slowly

    write_onnx(weights, path)


def _not_published(weights: Weights) -> str:
    published = PUBLISHED[weights.structure.name]
    return (
        f"Warning: the caffemodel is not the published one ({published.caffemodel}, SHA-256 "
        f"{published.sha256}); its SHA-256 is {weights.caffemodel_sha256}. That is fine if "
        "somebody else trained the network; otherwise do not trust it."
    )


def _summary(result: Mapping[str, object]) -> str:
    lines = [f"Stored {result['file']}", f"Use it with SPOTTER_POSE={result['estimator']}"]
    if result["onnx"]:
        lines.insert(1, f"Wrote {result['onnx']}")
    return "\n".join(lines)
