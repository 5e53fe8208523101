from hypothesis import given
from hypothesis import strategies as st

from spotter.pictures.address import AddressKind, kind_of, redacted

PARTS = st.text(alphabet="a1/:@?#%[].\\ \x00é&=~", max_size=12)
SCHEMES = st.sampled_from(
    ["", "rtsp://", "http://", "RTSP:/", "file:///", "/dev/video", "rtsp:", "//"]
)


@given(scheme=SCHEMES, rest=PARTS | st.text(max_size=12))
def test_any_address_has_a_kind_and_can_be_shown(scheme: str, rest: str) -> None:
    assert isinstance(kind_of(scheme + rest), AddressKind)
    assert isinstance(redacted(scheme + rest), str)


@given(
    scheme=st.sampled_from(["rtsp://", "rtmp://", "http://", "rtsps://"]),
    before=st.text(alphabet="a1%#?/:", max_size=4),
    after=st.text(alphabet="a1%#?/:@", max_size=4),
)
def test_no_address_shows_its_password(scheme: str, before: str, after: str) -> None:
    assert "SECRET" not in redacted(f"{scheme}user:{before}SECRET{after}@host/stream")
