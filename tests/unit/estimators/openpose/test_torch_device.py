import subprocess
import sys

import pytest

from spotter.estimators.errors import EstimatorError

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

from spotter.estimators.openpose.torch.device import device_of  # noqa: E402 - needs PyTorch

WITHOUT_GPU = pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
WITH_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU here")


def test_the_cpu_is_used_when_wanted_without_a_word_about_gpus() -> None:
    found = device_of("cpu", threads=3)
    assert (found.device.type, found.name, found.why_no_gpu) == ("cpu", "CPU, 3 threads", "")
    assert not found.is_gpu


@WITHOUT_GPU
def test_without_a_gpu_the_cpu_is_used_and_pytorchs_reason_is_given() -> None:
    found = device_of("auto", threads=1)
    assert found.name == "CPU, 1 thread"
    with pytest.raises((AssertionError, RuntimeError)) as said:
        torch.ones(1, device="cuda")
    assert found.why_no_gpu.startswith(str(said.value).partition("\n")[0])


@WITHOUT_GPU
def test_a_wanted_but_missing_gpu_is_an_error_with_pytorchs_reason() -> None:
    why = device_of("auto", threads=1).why_no_gpu
    with pytest.raises(EstimatorError) as refused:
        device_of("cuda", threads=1)
    assert str(refused.value) == f"expected a GPU that PyTorch can use; found none: {why}"


@WITH_GPU
@pytest.mark.parametrize("wanted", ["auto", "cuda"])
def test_a_gpu_is_used_and_named(wanted: str) -> None:
    found = device_of(wanted, threads=1)  # type: ignore[arg-type] # mypy sees any string
    assert found.is_gpu
    assert found.name == torch.cuda.get_device_name()


@WITH_GPU
def test_a_hidden_gpu_is_not_used() -> None:
    asked = (
        "from spotter.estimators.openpose.torch.device import device_of;"
        "print(device_of('auto', threads=1).why_no_gpu)"
    )
    environment = {"CUDA_VISIBLE_DEVICES": "", "PYTHONPATH": ":".join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", asked], env=environment, check=True, capture_output=True, text=True
    )
    assert said.stdout.strip()
