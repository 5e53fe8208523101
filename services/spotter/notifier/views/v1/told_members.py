"""What services say to members at a station's screen and on a phone, in every language.

They answer in English sentences; what is found here is told in the reader's language.
"""

import re

from spotter.notifier.views.words import Words

GERMAN = {
    "the number or the PIN is wrong": "Die Nummer oder die PIN stimmt nicht",
    "the number, the PIN or the two digits are wrong": (
        "Die Nummer, die PIN oder die zwei Ziffern stimmen nicht"
    ),
    "these are not the digits that the screen shows now": (
        "Das sind nicht die Ziffern, die der Bildschirm gerade zeigt"
    ),
    "no badge was read here in the last minute: hold it to the camera again": (
        "Hier wurde in der letzten Minute kein Ausweis gelesen: Halte ihn noch einmal vor die "
        "Kamera"
    ),
    "this badge is not known here, or not any more": (
        "Dieser Ausweis ist hier nicht oder nicht mehr bekannt"
    ),
    "the code is old, used, or of another station: take the one that the screen shows now": (
        "Der Code ist alt, benutzt oder von einer anderen Station: Nimm den, den der Bildschirm "
        "gerade zeigt"
    ),
    "Badge read. Now your PIN.": "Ausweis gelesen. Jetzt deine PIN.",
    "you cannot check in at present: ask at the desk, please": (
        "Du kannst gerade nicht einchecken: Frag bitte am Empfang"
    ),
    "somebody else has checked in at (.+): expected them to leave first": (
        r"An \1 ist schon jemand anders eingecheckt und muss zuerst gehen"
    ),
    "this station is paused: go on filming there first": (
        "Diese Station ist angehalten: Tippe dort zuerst auf „Weiter filmen“"
    ),
    "the gym has no such station": "Eine solche Station gibt es hier nicht",
    "expected a member who has checked in at (.+), and not by their face": (
        r"Dafür muss jemand an \1 eingecheckt sein, und nicht mit dem Gesicht"
    ),
    "there were too many attempts": "Das waren zu viele Versuche",
    "many are signing in at this moment": "Gerade melden sich viele an",
    "nobody has checked in at (.+)": r"An \1 ist niemand eingecheckt",
    "nobody has asked to be recognised at (.+)": r"An \1 hat niemand gebeten, erkannt zu werden",
    "no workout is followed at (.+)": r"An \1 wird kein Training verfolgt",
    "nothing is left to do here": "Hier ist nichts mehr zu tun",
    "nothing has been corrected that could be undone": (
        "Es wurde nichts geändert, was rückgängig zu machen wäre"
    ),
    "nobody asks how many reps were left after that set any more": (
        "Nach diesem Satz wird nicht mehr gefragt, wie viele du noch geschafft hättest"
    ),
    "nobody has checked in": "Niemand ist eingecheckt",
    "paused at its screen": "Die Station ist angehalten",
    "whether it is paused is not known yet": (
        "Ob die Station angehalten ist, ist noch nicht bekannt"
    ),
    "another screen has become this station's camera": (
        "Ein anderer Bildschirm ist jetzt die Kamera dieser Station"
    ),
    "there is no such station, or its camera is no browser": (
        "Diese Station gibt es nicht, oder ihre Kamera ist kein Browser"
    ),
    "Look at the camera and turn your head a little.": (
        "Schau in die Kamera und dreh den Kopf ein wenig."
    ),
    "Done: this station knows your face now. You can withdraw that at any time.": (
        "Fertig: Diese Station kennt jetzt dein Gesicht. Du kannst das jederzeit widerrufen."
    ),
    "I see nobody.": "Ich sehe niemanden.",
    "Come closer.": "Komm näher.",
    "One person at a time, please.": "Bitte nur eine Person auf einmal.",
    "Not sure who you are: check in with your PIN, your badge or your phone, please.": (
        "Ich bin nicht sicher, wer du bist: Check bitte mit PIN, Ausweis oder Telefon ein."
    ),
}
"""By the English sentence, a regular expression."""
_KNOWN = [(re.compile(english), german) for english, german in GERMAN.items()]
_AGAIN = re.compile("(.+): try again in ([0-9]+) (s|minutes)")
_UNITS = {"s": "s", "minutes": "Minuten"}


def told_members(english: str) -> str:
    """The sentence in every language; one that is not known here as it is.

    >>> told_members("nobody has checked in at rack-1").others
    {'de': 'An rack-1 ist niemand eingecheckt'}
    """
    german = _german(english)
    return Words(english, {"de": german}) if german else english


def _german(english: str) -> str:
    """The sentence, and for how long to wait, where that is said; empty if it is not known."""
    if again := _AGAIN.fullmatch(english):
        why, time, unit = again.groups()
        german = _german(why)
        return f"{german}: Versuch es in {time} {_UNITS[unit]} wieder" if german else ""
    found = ((pattern.fullmatch(english), german) for pattern, german in _KNOWN)
    return next((one.expand(german) for one, german in found if one), "")
