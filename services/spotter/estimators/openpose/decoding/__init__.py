"""Decodes people from the maps of a network of the OpenPose family."""

from spotter.estimators.openpose.decoding.decoder import decode, warm_up
from spotter.estimators.openpose.decoding.settings import DecodingSettings

__all__ = ["DecodingSettings", "decode", "warm_up"]
