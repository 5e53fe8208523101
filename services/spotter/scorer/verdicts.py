"""Adds verdicts to the verdict stream, once per rep."""

from typing import cast

import redis

from spotter.wire.names import VERDICT_FIELD, VERDICTS, set_verdicts_key, verdict_key
from spotter.wire.verdicts import RepVerdict, verdict_bytes

_SAY_ONCE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
local entry = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[1], '*', ARGV[2], ARGV[3])
redis.call('SET', KEYS[1], entry, 'EX', ARGV[4])
redis.call('HSET', KEYS[3], ARGV[5], ARGV[3])
redis.call('EXPIRE', KEYS[3], ARGV[6])
return 1
"""
_SET_EXPIRY_S = 3600
"""Counted from its last verdict; long after that no rep of the set is left to be judged."""


class Verdicts:
    """The verdict stream, of at least ``length`` entries, and the note of who has a verdict.

    A rep's note is the id of its entry, and is forgotten after ``expiry_s``. The verdicts of a set
    are also kept together, for the later reps of the set.
    """

    def __init__(self, client: redis.Redis, *, length: int, expiry_s: int) -> None:
        self._client = client
        self._length = length
        self._expiry_s = expiry_s
        self._say_once = client.register_script(_SAY_ONCE)

    def has(self, rep_id: str) -> bool:
        """Whether the rep has a verdict."""
        return bool(self._client.exists(verdict_key(rep_id)))

    def add(self, said: RepVerdict, set_id: str) -> bool:
        """Add the verdict of a rep of a set; False, and nothing happens, when the rep has one.

        Entry, note and set are written by one script, so that workers who score the same rep at the
        same time, or one after the other's death, say it once.
        """
        added = self._say_once(
            keys=[verdict_key(said.rep_id), VERDICTS, set_verdicts_key(set_id)],
            args=[
                self._length,
                VERDICT_FIELD,
                verdict_bytes(said),
                self._expiry_s,
                said.rep_id,
                _SET_EXPIRY_S,
            ],
        )
        return bool(cast("int", added))
