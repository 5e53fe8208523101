"""Who has an alert: taken, taken over, handed back, not theirs, and over when nothing follows."""

from dataclasses import replace

from spotter.alerting.memory import KeptAlert
from spotter.alerting.rules import Rules
from spotter.alerting.values import Alert, Answer, Taking


def taken(kept: KeptAlert, author: str, now_us: int, rules: Rules, *, take_over: bool) -> KeptAlert:
    """It is the author's now, unless somebody else has it and it is not taken over."""
    alert = kept.alert
    if not alert.is_open or (not take_over and is_of_another(alert, author)):
        return kept
    at_us = alert.taking.at_us if alert.taking and alert.taking.author == author else now_us
    taking = Taking(author, at_us, now_us + rules.takes_us)
    declined = tuple(one for one in alert.declined_by if one != author)
    return _off_the_air(replace(kept, alert=replace(alert, taking=taking, declined_by=declined)))


def answered(kept: KeptAlert, author: str, now_us: int, rules: Rules) -> KeptAlert:
    """It has been answered, and is the author's, unless somebody else has it."""
    kept = taken(kept, author, now_us, rules, take_over=False)
    if not kept.alert.is_open or kept.alert.answer is not None:
        return kept
    return replace(kept, alert=replace(kept.alert, answer=Answer(author, now_us)))


def handed_back(kept: KeptAlert, author: str) -> KeptAlert:
    """It is nobody's again; somebody else's stays theirs."""
    alert = kept.alert
    if not alert.is_open or alert.taking is None or alert.taking.author != author:
        return kept
    return _off_the_air(replace(kept, alert=replace(alert, taking=None, escalation=0)))


def declined(kept: KeptAlert, author: str) -> KeptAlert:
    """It is not the author's; if they had it, nobody has it now."""
    alert = handed_back(kept, author).alert
    if not alert.is_open or author in alert.declined_by:
        return kept
    return replace(
        handed_back(kept, author), alert=replace(alert, declined_by=(*alert.declined_by, author))
    )


def expired(kept: KeptAlert, now_us: int) -> KeptAlert:
    """Without what followed in time, nobody has it, and nobody has answered."""
    alert = kept.alert
    if not alert.is_open or alert.taking is None or now_us < alert.taking.until_us:
        return kept
    escalation = alert.escalation + 1
    return _off_the_air(replace(kept, alert=replace(alert, taking=None, escalation=escalation)))


def followed_up(kept: KeptAlert, author: str, now_us: int, rules: Rules) -> KeptAlert:
    """Something has followed from whoever has it: it is theirs for longer."""
    taking = kept.alert.taking
    if taking is None or taking.author != author:
        return kept
    return taken(kept, author, now_us, rules, take_over=False)


def is_of_another(alert: Alert, author: str) -> bool:
    """Whether somebody else has it."""
    return alert.taking is not None and alert.taking.author != author


def _off_the_air(kept: KeptAlert) -> KeptAlert:
    """Nobody is called out for it; if somebody is to be again, that begins anew."""
    return replace(kept, pages_us=0, pages=0)
