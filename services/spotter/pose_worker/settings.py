"""The pose worker's settings."""

import os
import secrets
import socket
from typing import Literal

from pydantic import Field, field_validator, model_validator

from spotter.equipment.errors import EquipmentError
from spotter.equipment.hands.held_limits import USUAL_LIMITS, Limits
from spotter.estimators.errors import EstimatorError
from spotter.estimators.input_size import input_size_of
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.runtime.grpc.settings import GrpcSettings


def _unique_name() -> str:
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"


class PoseWorkerSettings(GrpcSettings):
    """Read from SPOTTER_* variables."""

    frames_redis_url: str = Field(default="", description="the frames' server; empty: redis_url's")
    pose: str = Field(default=DEFAULT_ESTIMATOR, description="name of the estimator")
    pose_device: Literal["auto", "cpu", "cuda"] = Field(
        default="auto",
        description="where the networks run; auto: a GPU if the estimator can use one",
    )
    pose_input: str = Field(
        default="",
        description="width x height in pixels of the network's input, such as 656x368; "
        "empty: the estimator's own",
    )
    pose_smoothing: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="whether keypoints are smoothed; auto: if the estimator's keypoints jitter",
    )
    hands_detector: str = Field(
        default="auto",
        min_length=1,
        description="what gives a second opinion on hands, where equipment is followed: off, "
        "efficientnet-lite0, onnx:FILE; auto: efficientnet-lite0 once `spotter equipment import` "
        "has brought it",
    )
    hands_held_from: float = Field(
        default=USUAL_LIMITS.held_from,
        description="a look that scores more says held; `spotter evaluate held` fits it",
    )
    hands_empty_to: float = Field(
        default=USUAL_LIMITS.empty_to, description="a look that scores less says empty hands"
    )
    models_dir: str = Field(default="", description="model files; empty: the user's cache folder")
    estimator_threads: int = Field(default=1, ge=1, description="threads of each network")
    pose_worker_name: str = Field(
        default_factory=_unique_name, min_length=1, description="must be unique"
    )
    latency_budget_s: float = Field(default=2.0, gt=0, description="older frames are skipped")
    pose_batch_size: int = Field(
        default=4, ge=1, description="frames per batch, each from a different station"
    )
    pose_batch_wait_s: float = Field(
        default=0.01,
        ge=0,
        description="how long a batch waits to fill while the estimator is busy",
    )
    member_timeout_s: float = Field(
        default=2.0,
        gt=0,
        description="a worker or segmenter that is silent for longer counts as dead",
    )
    ack_timeout_s: float = Field(
        default=10.0,
        gt=0,
        description="a segmenter that acknowledges nothing for longer is reconnected",
    )
    unsent_limit_s: float = Field(
        default=30.0,
        gt=0,
        description="poses that no segmenter acknowledges for longer are given up",
    )
    unsent_limit_frames: int = Field(
        default=10_000, ge=1, description="beyond this number, the oldest unsent poses are given up"
    )
    stop_wait_s: float = Field(
        default=2.0, ge=0, description="how long a stop waits for the last acknowledgements"
    )

    @field_validator("pose_input")
    @classmethod
    def _is_a_size(cls, words: str) -> str:
        try:
            input_size_of(words)
        except EstimatorError as error:
            raise ValueError(error) from error
        return words

    @model_validator(mode="after")
    def _limits_are_apart(self) -> "PoseWorkerSettings":
        try:
            _ = self.hands_limits
        except EquipmentError as error:
            raise ValueError(error) from error
        return self

    @property
    def hands_limits(self) -> Limits:
        """From which score on a look at hands says held, or empty hands."""
        return Limits(self.hands_held_from, self.hands_empty_to, USUAL_LIMITS.false_ratio)

    @property
    def input_size_px(self) -> tuple[int, int] | None:
        """Width and height of ``pose_input``; None when it is empty."""
        return input_size_of(self.pose_input)

    def smooths(self, *, is_jittery: bool) -> bool:
        """Whether keypoints are smoothed, for an estimator whose keypoints jitter or not."""
        return is_jittery if self.pose_smoothing == "auto" else self.pose_smoothing == "on"
