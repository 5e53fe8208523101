"""Loads what recognising faces needs."""

from functools import partial
from pathlib import Path

import redis

from spotter.catalog_client.people.faces import Faces
from spotter.checkin.errors import FacesLoadError
from spotter.checkin.faces.kept import KeptFaces
from spotter.checkin.faces.reader import FaceReader
from spotter.checkin.faces.reports import FaceReports
from spotter.checkin.metrics import CheckinMetrics
from spotter.checkin.settings import CheckinSettings
from spotter.estimators.errors import EstimatorError
from spotter.estimators.models.catalogue import ModelCache
from spotter.faces.chain import FaceChain
from spotter.faces.deciding.values import Rules
from spotter.faces.errors import FacesError
from spotter.faces.models import NETWORK_NAME
from spotter.faces.templates.keys import read_keys


def face_reader(
    settings: CheckinSettings, client: redis.Redis, faces: Faces, metrics: CheckinMetrics
) -> FaceReader:
    """The reader of faces. Raises :class:`FacesLoadError` without its networks or keys."""
    rules, read = Rules(), partial(read_keys, Path(settings.faces_key_file))
    try:
        chain = FaceChain.of(ModelCache.at(settings.models_dir), rules)
        read()
    except (FacesError, EstimatorError) as error:
        raise FacesLoadError(f"{error}") from error
    kept = KeptFaces(client, faces.listed, read, NETWORK_NAME)
    reports = FaceReports(faces, metrics)
    return FaceReader(client, chain, rules, kept, read, NETWORK_NAME, reports)
