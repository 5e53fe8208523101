"""The moments of an experiment's reps as pictures, drawn over the recordings' own frames."""

from spotter.recordings.recording import Recording, timed_frames
from spotter.reports.analysis.key_pictures import Shot, draw_all
from spotter.reports.analysis.moments import Moment, moments_of
from spotter.reports.experiment import Experiment


def drawn_moments(experiment: Experiment) -> tuple[list[list[Moment]], dict[Shot, str]]:
    """The moments of each rep, and the data URI of each shot."""
    recording = experiment.reference.recording
    sizes_px = experiment.attempt.size_px, recording.size_px if recording else None
    moments = [moments_of(rep, *sizes_px) for rep in experiment.reps]
    shown = [moment for of_rep in moments for moment in of_rep]
    models = [moment.model for moment in shown if moment.model]
    attempts = _drawn_over([moment.attempt for moment in shown], experiment.attempt)
    return moments, attempts | _drawn_over(models, recording)


def _drawn_over(shots: list[Shot], recording: Recording | None) -> dict[Shot, str]:
    frames = timed_frames(recording.path) if recording and recording.size_px else ()
    return draw_all(shots, ((captured_us, frame.bgr) for captured_us, frame in frames))
