from spotter.camera_ingest.capture.unread_frames import NOTHING_READ, UnreadFrames


def unread_of(count: int) -> UnreadFrames:
    frames = UnreadFrames()
    for number in range(1, count + 1):
        frames.added((number, 0))
    return frames


def test_frames_that_no_worker_has_read_are_unread() -> None:
    frames = unread_of(5)
    assert frames.unread(NOTHING_READ) == 5
    assert frames.unread((3, 0)) == 2
    assert frames.unread((5, 0)) == 0


def test_only_unread_frames_count_as_trimmed() -> None:
    frames = unread_of(10)
    assert frames.trimmed_unread(4, last_read=(2, 0)) == 4
    assert frames.oldest == (7, 0)
    assert frames.trimmed_unread(4, last_read=(2, 0)) == 0


def test_trimming_read_frames_loses_nothing() -> None:
    frames = unread_of(10)
    assert frames.trimmed_unread(4, last_read=(8, 0)) == 0
    assert frames.unread((8, 0)) == 2


def test_a_stream_with_entries_of_other_processes_loses_none_of_ours() -> None:
    frames = unread_of(3)
    assert frames.trimmed_unread(100, NOTHING_READ) == 0
    assert frames.oldest == (1, 0)


def test_after_redis_loses_its_data_nothing_is_waited_for() -> None:
    frames = unread_of(3)
    frames.trimmed_unread(0, NOTHING_READ)
    assert frames.oldest is None
    assert frames.unread(NOTHING_READ) == 0
