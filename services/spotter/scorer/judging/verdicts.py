"""Adds verdicts to the verdict stream, once per rep."""

from typing import cast

import redis

from spotter.wire.names import VERDICT_FIELD, VERDICTS, verdict_key, visit_verdicts_key
from spotter.wire.verdicts import RepVerdict, verdict_bytes

_ADD_ONCE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
local entry = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[1], '*', ARGV[2], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('SET', KEYS[1], entry, 'EX', ARGV[4])
redis.call('HSET', KEYS[3], ARGV[5], ARGV[3])
redis.call('EXPIRE', KEYS[3], ARGV[6])
return 1
"""
VISIT_EXPIRY_S = 3600
"""Counted from the visit's last verdict; by then the person has left."""


class Verdicts:
    """The verdict stream, of at least ``length`` entries, and a marker for each judged rep.

    The marker holds the id of the rep's entry and expires after ``expiry_s``; so does the stream,
    counted from the last verdict. The verdicts of a visit are also kept together, for its later
    reps, until ``visit_expiry_s`` after the last one.
    """

    def __init__(
        self,
        client: redis.Redis,
        *,
        length: int,
        expiry_s: int,
        visit_expiry_s: int = VISIT_EXPIRY_S,
    ) -> None:
        self._client = client
        self._length = length
        self._expiry_s = expiry_s
        self._visit_expiry_s = visit_expiry_s
        self._add_once = client.register_script(_ADD_ONCE)

    def has(self, rep_id: str) -> bool:
        """Whether the rep has a verdict."""
        return bool(self._client.exists(verdict_key(rep_id)))

    def add(self, judged: RepVerdict, visit_id: str) -> bool:
        """Add a rep's verdict; returns False and changes nothing when the rep already has one.

        One script writes entry, marker and visit, so that workers that score the same rep, at the
        same time or after a crash, publish one verdict.
        """
        added = self._add_once(
            keys=[verdict_key(judged.rep_id), VERDICTS, visit_verdicts_key(visit_id)],
            args=[
                self._length,
                VERDICT_FIELD,
                verdict_bytes(judged),
                self._expiry_s,
                judged.rep_id,
                self._visit_expiry_s,
            ],
        )
        return bool(cast("int", added))
