"""People from the maps of a network of the OpenPose family."""

from estimators.openpose.decoding.decoder import decode, warm_up
from estimators.openpose.decoding.settings import DecodingSettings

__all__ = ["DecodingSettings", "decode", "warm_up"]
