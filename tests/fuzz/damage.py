"""Valid content with a few places overwritten, left out or repeated."""

from hypothesis import strategies as st


@st.composite
def damaged(draw: st.DrawFn, content: bytes, pieces: st.SearchStrategy[bytes]) -> bytes:
    """``content`` with up to four spans replaced by ``pieces``."""
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(len(content), start + 40)))
        content = content[:start] + draw(pieces) + content[end:]
    return content
