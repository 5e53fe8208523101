"""What following two dumbbells costs a picture, beside the pose network on the same pictures."""

from collections.abc import Mapping, Sequence

from bench.instruments.figures import Figure, Findings, Say
from bench.instruments.stopwatch import Spent
from spotter.equipment.body.holding import holding_of
from spotter.equipment.following.live import LiveEquipment
from spotter.equipment.place import Place
from spotter.equipment.seeing.appearance import appearance_of
from spotter.equipment.taught import Taught
from spotter.estimators.estimator import Picture
from spotter.estimators.models.catalogue import DEFAULT_ESTIMATOR
from spotter.estimators.registry import make_estimator
from spotter.movement.values.body.poses import Keypoints
from spotter.recordings.estimator_loading import model_cache
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from spotter.simulation.tools.tool import Tool

_YAW_DEG = 35.0
_ROUNDS = 7
_FRAMES = slice(15, 45)
_TAUGHT_EVERY = 3


def measure_equipment_looks(say: Say) -> Findings:
    """Milliseconds of one processor for each picture, with ends that are held and that are not."""
    say("renders a curl and teaches its dumbbells")
    pictures, keypoints, taught = _curl(Tool.DUMBBELLS)
    empty, idle, _ = _curl(None)
    estimator = make_estimator(DEFAULT_ESTIMATOR, model_cache(), threads=1)
    estimator.estimate(pictures[:1])
    rounds = []
    for number in range(1, _ROUNDS + 1):
        say(f"round {number} of {_ROUNDS}")
        rounds.append(
            [
                Spent.on(lambda: [estimator.estimate([picture]) for picture in pictures]),
                Spent.on(lambda: _follow(LiveEquipment(taught), pictures, keypoints)),
                Spent.on(lambda: _follow(LiveEquipment(taught), empty, idle)),
            ]
        )
    network, held, lost = (
        [1000 * spent.processor_s / len(pictures) for spent in way]
        for way in zip(*rounds, strict=True)
    )
    ratios = [one / other for one, other in zip(held, network, strict=True)]
    return Findings(
        "equipment-looks",
        [
            Figure.median_of(f"{DEFAULT_ESTIMATOR}: a picture", network, "ms"),
            Figure.median_of("two ends that are held: a picture", held, "ms"),
            Figure.median_of("two ends and empty hands: a picture", lost, "ms"),
            Figure.median_of("two ends that are held, over the network", ratios, "times"),
        ],
    )


def _curl(tool: Tool | None) -> tuple[list[Picture], Sequence[Keypoints], Mapping[str, Taught]]:
    """A second or two of a curl, its true poses, and what is taught by its truth."""
    plan = Plan("biceps-curl", reps=1, tool=tool)
    take = Take(plan, Camera(_YAW_DEG, aim_m=plan.aim_m))
    performance = take.performance()
    shown = list(take.pictures(performance))[_FRAMES]
    times_us = performance.captured_us[_FRAMES].tolist()
    keypoints = performance.poses(take.camera).keypoints[_FRAMES]
    pictures = [Picture("bench", at, bgr) for at, bgr in zip(times_us, shown, strict=True)]
    truth = take.tool_truth(performance)
    taught = {}
    for end, name in enumerate(truth.names if truth else ()):
        assert truth is not None
        labels = {
            index: Place(float(x_px), float(y_px), float(truth.radius_px[_FRAMES][0, end]))
            for index, (x_px, y_px, _) in enumerate(truth.keypoints[_FRAMES][:, end].tolist())
            if index % _TAUGHT_EVERY == 0
        }
        holding = holding_of(dict(enumerate(keypoints)), labels)
        taught[name] = Taught(appearance_of(shown, labels), holding)
    return pictures, list(keypoints), taught


def _follow(
    live: LiveEquipment, pictures: Sequence[Picture], keypoints: Sequence[Keypoints]
) -> None:
    for picture, body in zip(pictures, keypoints, strict=True):
        live.step(picture.bgr, body, picture.captured_us)
