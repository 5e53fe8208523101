"""What is said of a rep, by its verdict."""

from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.text import capital
from spotter.movement.wording.decimals import filled_in
from spotter.movement.wording.hints import hint, praise
from spotter.movement.wording.language import Language
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.reason_words import reason_words

_MOST_PRAISES = 2


def sentences(verdict: Verdict, language: Language = ENGLISH) -> tuple[str, ...]:
    """What to say, most important first: hints, praise for what is fixed, or why it is unscorable.

    A verdict that was stored in words is told in these.
    """
    if verdict.told:
        return verdict.told
    match verdict.outcome:
        case Outcome.GOOD:
            praises = dict.fromkeys(praise(fault, language) for fault in verdict.fixed)
            return tuple(praises)[:_MOST_PRAISES]
        case Outcome.FAULTY:
            return tuple(hint(fault, language) for fault in verdict.faults)
        case Outcome.UNSCORABLE:
            return (reason_words(verdict.reason, language),) if verdict.reason else ()


def hints(verdict: Verdict, language: Language = ENGLISH) -> tuple[str, ...]:
    """What to change; empty unless the rep is faulty."""
    return sentences(verdict, language) if verdict.outcome is Outcome.FAULTY else ()


def praises(verdict: Verdict, language: Language = ENGLISH) -> tuple[str, ...]:
    """What is fixed now; empty unless the rep is good."""
    return sentences(verdict, language) if verdict.outcome is Outcome.GOOD else ()


def why_unscorable(verdict: Verdict, language: Language = ENGLISH) -> str:
    """Why the rep cannot be judged; empty if it can."""
    return "".join(sentences(verdict, language)) if verdict.outcome is Outcome.UNSCORABLE else ""


def in_a_line(verdict: Verdict, language: Language = ENGLISH) -> str:
    """The outcome and what to say; without a full stop unless it ends with a sentence.

    >>> in_a_line(Verdict(Outcome.GOOD, 0.7, 1.0)), in_a_line(Verdict(Outcome.FAULTY, 1.3, 1.0))
    ('Good', 'Not like the reference')
    """
    said, outcome = sentences(verdict, language), capital(language.rep.outcomes[verdict.outcome])
    match verdict.outcome:
        case Outcome.GOOD:
            return " ".join((f"{outcome}.", *said)) if said else outcome
        case Outcome.FAULTY:
            return " ".join(said) or outcome
        case Outcome.UNSCORABLE:
            return ": ".join((outcome, *said))


def notes(verdict: Verdict, language: Language = ENGLISH) -> tuple[str, ...]:
    """How the score compares with its limit, and by what the rep was judged."""
    if verdict.outcome is Outcome.UNSCORABLE:
        return (language.rep.no_score,)
    score = language.rep.score[verdict.score > verdict.threshold]
    judged_by = language.rep.judged_by[bool(verdict.baseline_id)]
    found = filled_in(score, language, score=verdict.score, threshold=verdict.threshold)
    return (found, judged_by, *([language.rep.by_body_alone] if verdict.by_body_alone else []))
