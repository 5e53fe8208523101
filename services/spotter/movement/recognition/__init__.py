"""Recognises which of the known exercises a movement is, if any."""

from spotter.movement.recognition.recogniser import (
    RecognisedRep,
    Recogniser,
    combine_evidence,
    recognise,
)
from spotter.movement.recognition.rep_recognition import Candidate, Recognition

__all__ = [
    "Candidate",
    "RecognisedRep",
    "Recogniser",
    "Recognition",
    "combine_evidence",
    "recognise",
]
