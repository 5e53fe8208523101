"""One judged rep on a page, drawn over the reference."""

from collections.abc import Sequence

from spotter.evaluation.form.judging import Method, judged_again
from spotter.evaluation.form.labelled import LabelledRep
from spotter.movement.values import Joint, Outcome, PoseSeries, Reference, Verdict
from spotter.movement.wording.verdict_words import hints, in_a_line
from spotter.recordings.analysis import Aligned, align_with_model
from spotter.reports.analysis.moments import furthest_frame
from spotter.reports.evaluation.page import Card, Drawing
from spotter.reports.evaluation.stick_figures import Frame, stick_figure

HOW_DRAWN = (
    "Thick and pale: the reference at the same point of the movement, at the rep's place and size. "
    "Orange is the person's right side, blue the left; the ring marks the named joint."
)
_PHASES = (0.0, 0.25, 0.5, 0.75, 1.0)


def rep_card(  # noqa: PLR0913, PLR0917 - the verdict's inputs and a title
    title: str,
    method: Method,
    references: Sequence[Reference],
    member: str,
    poses: PoseSeries,
    known: Sequence[LabelledRep] = (),
) -> Card:
    """The rep with its verdict: its worst moment, then five phases.

    The compared rep is named if it is among ``known``, else its person is.
    """
    verdict, model = judged_again(method, references, member, poses)
    person = references[verdict.reference_index].person
    compared_with = next((rep.name for rep in known if rep.recorded is model), person)
    return Card(
        title=title,
        outcome=verdict.outcome.value,
        words=_words(verdict, compared_with),
        drawings=_drawings(align_with_model(poses, model, verdict), verdict),
    )


def _words(verdict: Verdict, compared_with: str) -> str:
    if verdict.outcome is Outcome.UNSCORABLE:
        return f"{in_a_line(verdict)}."
    words = [f"Score {verdict.score / verdict.threshold:.2f} thresholds.", *hints(verdict)]
    return " ".join([*words, f"Compared with {compared_with}."] if compared_with else words)


def _worst(aligned: Aligned, verdict: Verdict) -> tuple[int, str]:
    """The frame to show large and its name; the middle without an alignment."""
    if verdict.faults:
        return verdict.faults[0].frame_index, "Worst"
    if not len(aligned.path):
        return len(aligned.attempt) // 2, "Middle"
    return furthest_frame(aligned), "Furthest"


def _drawings(aligned: Aligned, verdict: Verdict) -> list[Drawing]:
    worst, called = _worst(aligned, verdict)
    last = len(aligned.attempt) - 1
    frames = [worst, *(round(phase * last) for phase in _PHASES)]
    captions = [f"{called}, {worst / max(last, 1):.0%}", *(f"{p:.0%}" for p in _PHASES)]
    pairs = [(aligned.attempt[frame], aligned.model_frame(frame)) for frame in frames]
    poses = [(pose, None if at is None else aligned.model[at]) for pose, at in pairs]
    frame = Frame.around([each for pair in poses for each in pair if each is not None])
    joints = [fault.joint for fault in verdict.faults if isinstance(fault.joint, Joint)]
    marked = joints[0] if joints else None
    return [
        Drawing(
            stick_figure(frame, pose, model, None if number else marked),
            caption,
            is_large=not number,
        )
        for number, ((pose, model), caption) in enumerate(zip(poses, captions, strict=True))
    ]
