"""Recognises which of the known exercises a movement is, if any."""

from spotter.movement.recognition.recogniser import RecognisedRep, Recogniser, recognise
from spotter.movement.recognition.rep_recognition import Candidate, Recognition

__all__ = [
    "Candidate",
    "RecognisedRep",
    "Recogniser",
    "Recognition",
    "recognise",
]
