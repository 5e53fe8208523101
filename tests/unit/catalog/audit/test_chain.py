"""The chain of audit entries: whatever is done to kept entries, it shows."""

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalog.audit.chain import NONE_BEFORE, Chain, Content, link

TEXTS = st.text(max_size=5)
Kept = list[tuple[Content, bytes]]


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> Kept:
    """Entries as they are kept, each linked to the one before."""
    said = draw(st.lists(st.tuples(st.integers(), *[TEXTS] * 5), min_size=least, max_size=8))
    last, kept = NONE_BEFORE, []
    for number, (at_us, *texts) in enumerate(said, 1):
        content = Content(number, at_us, *texts)
        last = link(last, content)
        kept.append((content, last))
    return kept


def followed(kept: Kept, known: Kept) -> Chain:
    return Chain().followed(kept).ended(len(known), known[-1][1])


@given(chains(), st.integers(0, 8))
def test_entries_as_they_were_written_fit_in_any_pieces(kept: Kept, cut: int) -> None:
    whole = followed(kept, kept)
    assert whole == Chain(len(kept), kept[-1][1], 0)
    pieces = Chain().followed(kept[:cut]).followed(kept[cut:])
    assert pieces.ended(len(kept), kept[-1][1]) == whole


@given(chains(), st.data())
def test_a_changed_entry_shows_where_it_is(kept: Kept, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(kept) - 1))
    content, own = kept[place]
    field = data.draw(st.integers(2, 6))
    other = data.draw(TEXTS.filter(lambda text: text != astuple(content)[field]))
    values = list(astuple(content))
    values[field] = other
    changed = [*kept[:place], (Content(*values), own), *kept[place + 1 :]]
    assert followed(changed, kept).broken_at == place + 1


@given(chains(), st.data())
def test_a_changed_entry_with_a_hash_of_its_own_shows_at_the_next_or_at_the_end(
    kept: Kept, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(kept) - 1))
    content = replace(kept[place][0], at_us=kept[place][0].at_us + 1)
    before = kept[place - 1][1] if place else NONE_BEFORE
    changed = [*kept[:place], (content, link(before, content)), *kept[place + 1 :]]
    assert followed(changed, kept).broken_at == place + 2


@given(chains(), st.data())
def test_a_removed_entry_shows(kept: Kept, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(kept) - 1))
    left = [*kept[:place], *kept[place + 1 :]]
    is_last = place == len(kept) - 1
    assert followed(left, kept).broken_at == (len(kept) if is_last else place + 2)


@given(chains(least=2), st.data())
def test_an_entry_that_stands_twice_shows(kept: Kept, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(kept) - 1))
    twice = [*kept[: place + 1], *kept[place:]]
    assert followed(twice, kept).broken_at == place + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (('a","b', "c"), ("a", 'b","c')),
        (("", "a"), ("a", "")),
    ],
)
def test_what_stands_in_another_field_has_another_hash(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    hashes = {link(b"", Content(1, 1, *texts, "", "", "")) for texts in (one, other)}
    assert len(hashes) == 2
