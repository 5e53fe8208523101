import base64
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from spotter.exercise_store.reference_source import NamedReference
from spotter.movement.scoring import SpotterScorer
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.taught.exercise import Exercise
from spotter.pictures.jpeg import decode_jpeg
from spotter.pictures.video.reading import write_video
from spotter.recordings.analysis import analyse
from spotter.recordings.recording import Recording
from spotter.reports.analysis.drawn_moments import drawn_moments
from spotter.reports.analysis.report import render_report
from spotter.reports.experiment import Experiment
from spotter.reports.joint_curves import after_alignment, before_alignment
from spotter.simulation.motion.faults import FaultKind
from support.movements.performed import RATE_HZ, performed
from support.servers.browser import browser

GREEN = (60, 120, 70)


def filmed(path: Path, poses: PoseSeries, *, has_pictures: bool = True) -> Recording:
    """A recording of ``poses`` in front of a green wall."""
    wall = np.full((480, 640, 3), GREEN, dtype=np.uint8)
    if has_pictures:
        write_video(path, (wall for _ in range(len(poses))), rate_hz=RATE_HZ)
    size_px = (640, 480) if has_pictures else None
    return Recording(path, poses, len(poses), float(poses.times_s[-1]), size_px)


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Experiment:
    """Three filmed squats, the second shallow; the reference has only keypoints."""
    folder = tmp_path_factory.mktemp("films")
    good = filmed(folder / "good", performed("squat", 3), has_pictures=False)
    shallow = {FaultKind.SHALLOW: frozenset({2})}
    attempt = filmed(folder / "<b>monday.mp4", performed("squat", 3, shallow, seed=2))
    named = NamedReference(Exercise((make_reference("squat", good.poses),)), "good", good)
    reps = tuple(analyse(named.exercise, attempt.poses, SpotterScorer(named.exercise)))
    return Experiment("spotter", named, attempt, reps)


@pytest.fixture(scope="module")
def page(experiment: Experiment) -> str:
    return render_report(experiment, *drawn_moments(experiment))


def without_scripts(page: str) -> str:
    return re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_the_page_is_self_contained(page: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]*)"', without_scripts(page))
    assert addresses
    assert all(address.startswith(("#", "data:image/jpeg;base64,")) for address in addresses)
    assert not re.search(r"<link|@import|<script[^>]* src", without_scripts(page))
    assert "plotly.js v" in page


def test_a_file_name_is_escaped(page: str) -> None:
    assert "&lt;b&gt;monday.mp4" in page
    assert "<b>monday" not in page


def test_the_summary_comes_first_then_a_section_for_each_rep(page: str) -> None:
    headings = re.findall(r"<h[12]>\s*([^<]*?)\s*<", without_scripts(page))
    assert headings == ["Squat", "3 reps: 2 good, 1 faulty", "Rep 1", "Rep 2", "Rep 3"]
    assert "Sit deeper" in page.split('id="rep-2"')[1].split('id="rep-3"', maxsplit=1)[0]


def test_each_rep_has_the_blogs_table_with_its_median_and_both_verdicts(
    page: str, experiment: Experiment
) -> None:
    for number, rep in enumerate(experiment.reps, start=1):
        section = page.split(f'id="rep-{number}"')[1].split("</section>", maxsplit=1)[0]
        assert re.findall(r'<th scope="row">([^<]*)</th>', section) == [
            joint.label for joint in rep.article.distances_px
        ]
        assert f"Median {rep.article.median_px:.3f}" in section
        assert f'Spotter: <span class="badge {rep.verdict.outcome.value}">' in section


def test_key_frames_show_the_skeleton_over_the_attempts_frames(page: str) -> None:
    section = page.split('id="rep-2"')[1].split("</section>", maxsplit=1)[0]
    uris = re.findall(r'src="data:image/jpeg;base64,([^"]*)"', section)
    attempts, references = uris[0::2], uris[1::2]
    assert len(attempts) == len(references) == 3
    for uri in attempts:
        picture = decode_jpeg(base64.b64decode(uri)).astype(int)
        wall = np.abs(picture - GREEN).max(axis=2) < 12
        assert 0.7 < wall.mean() < 0.995
        assert (np.abs(picture - (255, 160, 40)).max(axis=2) < 60).any()
    for uri in references:
        picture = decode_jpeg(base64.b64decode(uri)).astype(int)
        assert not (np.abs(picture - GREEN).max(axis=2) < 12).any()


def test_the_worst_moment_of_a_faulty_rep_names_the_joint(page: str) -> None:
    section = page.split('id="rep-2"')[1].split("</section>", maxsplit=1)[0]
    captions = re.findall(r"<figcaption>([^<]*)</figcaption>", section)
    assert captions[0].startswith("Start, ")
    assert re.match(r"Worst: [a-z ]+ about \d+ cm higher, ", captions[1])
    assert captions[2].startswith("End, ")


def test_each_rep_has_its_measures(page: str) -> None:
    for number, words in ((2, r"Only \d\d% as far"), (3, "As far")):
        section = page.split(f'id="rep-{number}"')[1].split("</section>", maxsplit=1)[0]
        assert re.findall(r"<dt>([^<]*)</dt>", section)[:2] == ["Tempo", "Range of motion"]
        assert re.search(rf"<dd>{words}", section)
        assert " cm; reference " in section


def test_a_corrected_fault_is_mentioned(experiment: Experiment) -> None:
    rep = experiment.reps[2]
    mended = replace(rep, verdict=replace(rep.verdict, fixed=experiment.reps[1].verdict.faults))
    after = replace(experiment, reps=(*experiment.reps[:2], mended))
    page = render_report(after, *drawn_moments(after))
    assert page.count('<ul class="hints good"><li>Deep enough now.</li></ul>') == 1


def test_before_alignment_the_plots_show_pixels_and_afterwards_the_curves_lie_closer(
    experiment: Experiment,
) -> None:
    rep = experiment.reps[0]
    before, after = before_alignment(rep), after_alignment(rep)
    assert after is not None
    names = [joint["name"] for joint in before["joints"]]
    assert len(names) == 18
    knee = names.index(Joint.LEFT_KNEE.label)
    shown_px = before["joints"][knee]["attempt"]
    assert shown_px == pytest.approx(rep.poses.keypoints[:, Joint.LEFT_KNEE, 1], abs=0.06)
    nose = after["joints"][0]
    assert len(nose["attempt"]) == len(nose["model"]) == len(after["model_s"])
    assert np.abs(np.subtract(nose["attempt"], nose["model"])).max() < 0.15
    assert np.ptp(nose["model"]) > 0.5


def test_a_browser_draws_both_plots_of_every_rep_without_network_requests(
    page: str, tmp_path: Path
) -> None:
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    asked: list[str] = []
    errors: list[str] = []
    with browser() as running:
        tab = running.new_page(viewport={"width": 1200, "height": 900})
        tab.on("request", lambda request: asked.append(request.url.partition(":")[0]))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto((tmp_path / "report.html").as_uri())
        tab.wait_for_function("document.querySelectorAll('.plot.js-plotly-plot').length === 6")
        panels = tab.locator(".plot .cartesianlayer .subplot").count()
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        widths = tab.locator(".plot .main-svg").evaluate_all("all => all.map(e => e.clientWidth)")
    assert panels == 3 * 2 * 18
    assert set(widths) == {700}
    assert (errors, set(asked) - {"data"}) == ([], {"file"})
