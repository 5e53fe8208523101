"""Names of Redis streams, keys, fields and queues; no other module spells them out."""

FRAME_STREAM_PREFIX = "frames:"
POSE_GROUP = "pose"
"""The consumer group of the pose workers on each frame stream."""
FRAMES_EXPIRY_S = 600
"""Since a station's last frame: pictures do not stay when a camera goes."""

FULL_FRAME_STREAM_PREFIX = "full_frames:"
FULL_FRAMES_EXPIRY_S = 5
"""Since the last one: nobody is looked at any more."""

POSE_LOG_PREFIX = "poses:"
POSE_FIELD = b"pose_frame"

STATIONS = "stations"
"""Hash: station id -> spotter.api.stations.v1.Station."""
STATION_STATES = "station_states"
"""Hash: station id -> the latest spotter.api.stations.v1.StationState."""
STATION_EVENTS = "station_events"
"""Stream of spotter.api.stations.v1.StationState: an entry whenever a status changes."""
STATE_FIELD = b"station_state"

STATION_SESSIONS = "station_sessions"
"""Hash: station id -> spotter.api.sessions.v1.StationSessions; the catalog writes it."""

GONE_STATIONS = "gone_stations"
"""Sorted set: station id -> when it was removed, seconds of the server's clock."""

FRAMES_IN = "frames_in"
"""Sorted set: station id -> when its camera last gave a frame, seconds of the server's clock."""

FRAMES_READ = "frames_read"
"""Hash: station id -> how many of its frames pose workers have read."""
FRAMES_STALE = "frames_stale"
"""Hash: station id -> how many of these were too old by then, and were left out."""

RESTARTS = "restarts"
"""Hash: process -> how often `spotter up` has restarted it in this run."""

POSE_WORKERS = "pose_workers"
SEGMENTERS = "segmenters"
"""Sorted sets: member -> time of its last heartbeat. A segmenter's member name is its address."""

TRACK_IDS = "track_ids"
"""Sorted set: station id -> the highest track id assigned there."""

REP_QUEUE = "reps"
DEAD_LETTERS = f"rq:failed:{REP_QUEUE}"
"""RQ's sorted set of failed jobs; a job has the id of its rep."""
SCORE_JOB = "spotter.scorer.jobs.score_rep"
"""The string path of the job that scores one rep; its only argument is the rep id."""

REPLAY_QUEUE = "replay"
REPLAY_JOB = "spotter.scorer.jobs.replay_visits"
"""The string path of the job that scores visits again, with the replay's id and the visits."""
REPLAYED_FIELD = b"replayed"
REPLAY_EXPIRY_S = 24 * 3600
"""Since a replay's latest result."""

VERDICTS = "verdicts"
"""Stream of spotter.api.verdicts.v1.Verdict."""
VERDICT_FIELD = b"verdict"
HOLDS = "holds"
"""Stream of spotter.api.holds.v1.Hold."""
HOLD_FIELD = b"hold"
LEDGER_GROUP = "ledger"
"""The consumer group of the ledger on the verdict stream."""
UNREADABLE_VERDICTS = "unreadable_verdicts"
"""Stream of the verdict stream's entries that the ledger could not read, and why."""
REASON_FIELD = b"reason"

CATALOG_CHANGES = "catalog_changes"
"""Stream: what changed in the catalog, as its kind and its id; the catalog itself says how."""
CHANGE_KIND = b"kind"
CHANGE_ID = b"id"
EXERCISE_CHANGES = "exercise"
SESSION_CHANGES = "session"
ACCOUNT_CHANGES = "account"
ALERT_CHANGES = "alert"
CHECKIN_CHANGES = "checkin"
FOLLOWING_CHANGES = "following"
"""The kinds of changes; the id is the UUID of the exercise, of the session, or of the account.

A change of a device is one of an account, with the device's id, and so is one of a class, with the
class's: its trainers see others. That of alerts, and what belongs to them, is the number of the
change; that of a check-in, and of a workout that is followed, the id of its station."""


FILM_PREFIX = "film:"
FILMED_STATIONS = "filmed_stations"
"""Set: the ids of stations whose pictures are being kept, to teach equipment; the catalog's."""
FILMED_STATIONS_EXPIRY_S = 5
"""Since the catalog wrote it: it does every second while there is one."""


def film_key(film_id: str) -> str:
    """Hash: the number of a picture -> the picture, sealed; among the frames, an hour at most."""
    return f"{FILM_PREFIX}{film_id}"


def paused_key(station_id: str) -> str:
    """Key: since when a station is paused, microseconds; exists as long as it is."""
    return f"paused:{station_id}"


def station_equipment_key(station_id: str) -> str:
    """Key: the digest of the equipment that is followed at a station; the segmenter's."""
    return f"station_equipment:{station_id}"


def taught_equipment_key(digest: str) -> str:
    """Key: a spotter.api.references.v1.Equipment, for the pose workers."""
    return f"taught_equipment:{digest}"


def frame_stream(station_id: str) -> str:
    """Stream of a station's frames."""
    return f"{FRAME_STREAM_PREFIX}{station_id}"


def full_frame_stream(station_id: str) -> str:
    """Stream of a station's frames at full size, while somebody has asked to be recognised."""
    return f"{FULL_FRAME_STREAM_PREFIX}{station_id}"


FACES_CHANGED = "faces_changed"
"""Key: a number that changes with what is kept of faces."""


def enrolling_key(station_id: str) -> str:
    """Key: the member whose face is looked at to be kept, at the station; for a minute at most."""
    return f"enrolling:{station_id}"


def looking_key(station_id: str) -> str:
    """Key: exists while somebody at the station has asked to be recognised; the catalog's."""
    return f"looking:{station_id}"


def reader_key(station_id: str) -> str:
    """Key: the checkin process that reads the station's frames at full size."""
    return f"read_by:{station_id}"


def pose_log(station_id: str) -> str:
    """Stream of a station's poses, from which open reps are rebuilt."""
    return f"{POSE_LOG_PREFIX}{station_id}"


def segmenter_state(station_id: str) -> str:
    """Key: a spotter.api.snapshots.v1.StationSnapshot, made when a rep was last cut, or later."""
    return f"segmenter:{station_id}"


def latest_reps(station_id: str) -> str:
    """Sorted set of a station's reps: rep id -> capture time of its last frame, microseconds."""
    return f"latest_reps:{station_id}"


def rep_key(rep_id: str) -> str:
    """Key: a spotter.api.reps.v1.Rep."""
    return f"rep:{rep_id}"


def job_key(rep_id: str) -> str:
    """RQ's hash of the job that scores a rep; exists until it is done, and as a dead letter."""
    return f"rq:job:{rep_id}"


def replay_key(run_id: str) -> str:
    """Key: a spotter.api.replays.v1.Replay."""
    return f"replay:{run_id}"


def replayed_key(run_id: str) -> str:
    """Stream of a replay's results: a spotter.api.replays.v1.ReplayedReps for each visit."""
    return f"replayed:{run_id}"


def replay_parts_key(run_id: str) -> str:
    """Hash of a replay's visits whose job made way: visit id -> what is done of it."""
    return f"replay_parts:{run_id}"


def trial_key(exercise_id: str) -> str:
    """Key: the spotter.api.replays.v1.Trial of an exercise."""
    return f"trial:{exercise_id}"


def verdict_key(rep_id: str) -> str:
    """Key: id of the stream entry of a rep's verdict; exists once the rep has one."""
    return f"verdict:{rep_id}"


def visit_key(visit_id: str) -> str:
    """Sorted set of a person's reps: rep id -> capture time of its first frame, microseconds."""
    return f"visit:{visit_id}"


def visit_verdicts_key(visit_id: str) -> str:
    """Hash of a person's judged reps: rep id -> spotter.api.verdicts.v1.Verdict."""
    return f"visit_verdicts:{visit_id}"


def baseline_key(visit_id: str, digest: str) -> str:
    """Key: the person's spotter.api.baselines.v1.Baseline for the reference ``digest``."""
    return f"baseline:{visit_id}:{digest}"
