"""The words people type for a day, Dutch or English, as one plain English.

`over twee weken` is `in 2 week`; `vr. 12 mrt om half drie` is `friday 12 march at halfto 3`.

A word that has nothing to do with days makes the whole text no day at all, so that a sentence
with a number in it is never taken for a date.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_LONGEST = 80
"""Characters; whoever types more tells a story, not a day."""

_DOUBTFUL = {"zo"}
"""What is a day of the week beside a date, and another word alone: *so*."""

_WORDS = {
    "monday": "maandag ma monday mon",
    "tuesday": "dinsdag di tuesday tue tues",
    "wednesday": "woensdag wo woe wednesday wed",
    "thursday": "donderdag do don thursday thu thur thurs",
    "friday": "vrijdag vr friday fri",
    "saturday": "zaterdag za saturday sat",
    "sunday": "zondag zo sunday sun",
    "january": "januari jan january",
    "february": "februari feb february",
    "march": "maart mrt march mar",
    "april": "april apr",
    "may": "mei may",
    "june": "juni jun june",
    "july": "juli jul july",
    "august": "augustus aug august",
    "september": "september sep sept",
    "october": "oktober okt october oct",
    "november": "november nov",
    "december": "december dec",
    "day": "dag dagen day days",
    "week": "week weken weeks",
    "month": "maand maanden month months",
    "year": "jaar jaren year years",
    "today": "vandaag today",
    "tomorrow": "morgen tomorrow",
    "overmorrow": "overmorgen overmorrow",
    "yesterday": "gisteren yesterday",
    "next": "volgende volgend next",
    "coming": "aanstaande aanstaand komende komend eerstkomende eerstvolgende coming upcoming",
    "this": "deze dit this",
    "in": "over in binnen within",
    "from": "from",
    "now": "nu now",
    "end": "eind einde end late",
    "begin": "begin beginning start early",
    "mid": "half medio halverwege midden mid middle",
    "of": "of van",
    "by": "op on uiterlijk voor vóór tegen by before due",
    "at": "om at @",
    "hour": "uur u h hr hrs oclock",
    "am": "am",
    "pm": "pm",
    "noon": "noon midday",
    "quarter": "kwart quarter",
    "past": "past",
    "to": "to",
    "morning": "ochtend ochtends morgens morning",
    "afternoon": "middag middags afternoon",
    "evening": "avond avonds evening",
    "today afternoon": "vanmiddag",
    "today evening": "vanavond tonight",
    "today morning": "vanochtend vanmorgen",
    "one": "een één eén an a one",
}
_DUTCH_NUMBERS = (
    "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
    "twintig",
)  # fmt: skip
_ENGLISH_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ARTICLES = {"de", "het", "the"}
_PLAIN = (
    {typed: plain for plain, words in _WORDS.items() for typed in words.split()}
    | {typed: str(number) for number, typed in enumerate(_DUTCH_NUMBERS, 2)}
    | {typed: str(number) for number, typed in enumerate(_ENGLISH_NUMBERS, 2)}
)

_WHOLE_DAY = r"maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|morgen"
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[’‘`´]", "'"),
        (r"\ba\.\s?s\b\.?", "aanstaande"),
        (r"\b([ap])\.\s?m\b\.?", r"\1m"),
        (r"\bo'clock\b", "oclock"),
        (r"\b(?:a )?fortnight\b", "2 weeks"),
        (r"\b(?:(?:een )?half ?jaar|half a year)\b", "6 months"),
        (r"(?<!\w)'s ", ""),
        (r"\b(the )?day after tomorrow\b", "overmorrow"),
        (r"\bweek after next\b", "in 2 weeks"),
        (rf"\b({_WHOLE_DAY})(ochtend|middag|avond)\b", r"\1 \2"),
        (rf"\b(?!morgen)({_WHOLE_DAY})morgen\b", r"\1 ochtend"),
        (r"\b(\d{1,2})\s?(?:uur|[hu])\s?(\d\d)\b", r"\1:\2"),
        (r"(\d)(am|pm|uur|u|h)\b", r"\1 \2"),
        (r"\bin the (?=morning|afternoon|evening)", ""),
        (r"\bthis (?=morning|afternoon|evening)", "today "),
        (r"\b(days?|weeks?|months?|years?)'?s?'? time\b", r"\1"),
        (r"[.!?]+$", ""),
        (r"[.,](?!\d)", " "),
    )
)
_TOKEN = re.compile(
    r"(?P<ordinal>\d{1,2})(?:ste|de|e|st|nd|rd|th)\b"
    r"|(?P<number>'?\d+(?:[:./-]\d+)*)(?![^\W_])"
    r"|(?P<word>[^\W\d_]+|@)"
    r"|(?P<dash>[-–])"
    r"|(?P<space>\s+)"
)


class _Piece(NamedTuple):
    kind: str
    text: str


def _split(text: str) -> Iterator[_Piece]:
    """The words and numbers of `text`, up to the first thing that is neither, an `alien`."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            yield _Piece("alien", text[at:])
            return
        if found.lastgroup != "space":
            yield _Piece(found.lastgroup, found.group(found.lastgroup))
        at = found.end()


def _half(following: str, language: str) -> str:
    """What `half` means before `following`: half drie 2:30, half three 3:30, half mei the 15th."""
    if following in {*_DUTCH_NUMBERS, "een", "één"} or (following.isdecimal() and language == "nl"):
        return "halfto"
    if following in {*_ENGLISH_NUMBERS, "one", "past"} or following.isdecimal():
        return "halfpast"
    return "mid"


def _clock_word(word: str, before: str, after: str) -> str | None:
    """`over` and `voor` between the minutes and the hour: kwart over drie, tien voor half vier."""
    told = before == "kwart" or _PLAIN.get(before, before).isdecimal()
    hour = after in {"half", "een", "één"} or _PLAIN.get(after, after).isdecimal()
    return {"over": "past", "voor": "to"}.get(word) if told and hour else None


def _word(typed: str, before: str, after: str, language: str) -> str | None:
    if typed == "half":
        return _half(after, language)
    if typed == "to" and before.isdecimal():  # ten to three is a time, 10 to 3 may be a range
        return None
    return _clock_word(typed, before, after) or _PLAIN.get(typed)


def _pieces(text: str) -> list[_Piece]:
    return [piece for piece in _split(text) if piece.text not in _ARTICLES]


def _words(pieces: list[_Piece], language: str) -> Iterator[str | None]:
    """The plain word for each piece, or None; a dash beside a word is a pause and left out."""
    edge = _Piece("", "")
    neighbours = zip([edge, *pieces], pieces, [*pieces[1:], edge], strict=False)
    for before, (kind, typed), after in neighbours:
        if kind == "word":
            yield _word(typed, before.text, after.text, language)
        elif kind == "ordinal":
            yield f"{int(typed)}th"
        elif kind == "number":
            yield typed
        elif kind == "alien" or "word" not in {before.kind, after.kind}:
            yield None


def plain(text: str, language: str) -> str | None:
    """`text` in plain English words and numbers, one space between; None where it has other words.

    An ordinal keeps its sign: `12e` is `12th`. `language` ("nl" or "en") says whose `half 3` it is.
    """
    text = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold().strip()
    if len(text) > _LONGEST:
        return None
    for pattern, spelling in _SPELLINGS:
        text = pattern.sub(spelling, text)
    if text.strip() in _DOUBTFUL:
        return None
    words = list(_words(_pieces(text), language))
    known = [word for word in words if word is not None]
    return " ".join(known).replace("halfpast past", "halfpast") if known == words else None
