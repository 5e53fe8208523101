from spotter.camera_ingest.capture.unread_frames import NOTHING_READ, UnreadFrames


def unread_of(count: int) -> UnreadFrames:
    frames = UnreadFrames()
    for number in range(1, count + 1):
        frames.added((number, 0))
    return frames


def test_what_no_worker_has_read_is_unread() -> None:
    frames = unread_of(5)
    assert frames.unread(NOTHING_READ) == 5
    assert frames.unread((3, 0)) == 2
    assert frames.unread((5, 0)) == 0


def test_of_what_is_trimmed_only_the_unread_is_counted() -> None:
    frames = unread_of(10)
    assert frames.trimmed_unread(4, last_read=(2, 0)) == 4
    assert frames.oldest == (7, 0)
    assert frames.trimmed_unread(4, last_read=(2, 0)) == 0


def test_trimming_what_was_read_is_no_loss() -> None:
    frames = unread_of(10)
    assert frames.trimmed_unread(4, last_read=(8, 0)) == 0
    assert frames.unread((8, 0)) == 2


def test_a_stream_that_also_holds_others_entries_loses_none_of_ours() -> None:
    frames = unread_of(3)
    assert frames.trimmed_unread(100, NOTHING_READ) == 0
    assert frames.oldest == (1, 0)


def test_a_server_that_forgot_everything_leaves_nothing_to_wait_for() -> None:
    frames = unread_of(3)
    frames.trimmed_unread(0, NOTHING_READ)
    assert frames.oldest is None
    assert frames.unread(NOTHING_READ) == 0
