from spotter.camera_ingest.capture.unread_frames import NOTHING_READ, UnreadFrames, entry_id


def ledger_of(count: int) -> UnreadFrames:
    ledger = UnreadFrames()
    for number in range(1, count + 1):
        ledger.added((number, 0))
    return ledger


def test_ids_are_in_the_order_of_their_numbers_not_of_their_letters() -> None:
    assert (
        entry_id(b"1700000000000-9") < entry_id("1700000000000-10") < entry_id(b"1700000000001-0")
    )


def test_what_no_worker_has_read_is_unread() -> None:
    ledger = ledger_of(5)
    assert ledger.unread(NOTHING_READ) == 5
    assert ledger.unread((3, 0)) == 2
    assert ledger.unread((5, 0)) == 0


def test_of_what_is_trimmed_only_the_unread_is_counted() -> None:
    ledger = ledger_of(10)
    assert ledger.trimmed_unread(4, last_read=(2, 0)) == 4
    assert ledger.oldest == (7, 0)
    assert ledger.trimmed_unread(4, last_read=(2, 0)) == 0


def test_trimming_what_was_read_is_no_loss() -> None:
    ledger = ledger_of(10)
    assert ledger.trimmed_unread(4, last_read=(8, 0)) == 0
    assert ledger.unread((8, 0)) == 2


def test_a_stream_that_also_holds_others_entries_loses_none_of_ours() -> None:
    ledger = ledger_of(3)
    assert ledger.trimmed_unread(100, NOTHING_READ) == 0
    assert ledger.oldest == (1, 0)


def test_a_server_that_forgot_everything_leaves_nothing_to_wait_for() -> None:
    ledger = ledger_of(3)
    ledger.trimmed_unread(0, NOTHING_READ)
    assert ledger.oldest is None
    assert ledger.unread(NOTHING_READ) == 0
