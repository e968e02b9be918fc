"""What the beginning of a name may sound like, by the spelling of Dutch and of English.

Names come from everywhere, so a beginning may have more than one sound: *ch* is that of Charlotte
or that of Charlie. A sound is named as Dutch would write it: `sj` in Sharon, `tsj` in Charlie, `zj`
in Jean, `dj` in Djamila, `ei` in IJsbrand.
"""

import re

from sessions.alliteration.letters import bare

_ACCENTED = {
    "š": "sj",
    "ş": "sj",
    "ș": "sj",
    "ś": "sj",
    "ž": "zj",
    "č": "tsj",
    "ć": "tsj",
    "ç": "s tsj",
}
_EVERYWHERE = (
    ("sj|sh|siob|sinea", "sj"),
    ("tsj|tch", "tsj"),
    ("zj|zh", "zj"),
    ("dj|dz", "dj d"),
    ("chr|chl", "k g"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("k(?!n)", "k"),
    ("q", "k"),
    ("ph", "f"),
    ("y(?=[aeiou])", "j"),
)
_DUTCH = (
    ("ij(?![aeiouy])|ei", "ei"),
    ("y(?![aeiou])", "i ei"),
    ("au|ou", "au"),
    ("oe", "oe"),
    ("eu", "eu"),
    ("sch", "s"),
    ("charism|chai|chao", "g"),
    ("ch(?![rl])", "sj tsj"),
    ("gh", "g"),
    ("gi(?=[aou])", "dj g"),
    ("tj", "tj t"),
    ("th", "t"),
    ("kn", "k"),
    ("wr", "w v"),
    ("x", "k s"),
)
_ENGLISH = (
    ("sch", "s sj"),
    ("sean|shaun", "sj"),
    ("charlo|chant|cheryl|chef|chev|chic", "sj"),
    ("chao", "k"),
    ("ch(?![rl])", "tsj"),
    ("sc(?=[eiy])", "s"),
    ("g(?=[eiy])", "g dj"),
    ("gn|kn", "n"),
    ("wr|rh", "r"),
    ("ps", "s"),
    ("who", "h"),
    ("th", "th t"),
    ("j", "dj"),
    ("x", "z"),
    ("eu|uni|use|usa|uto", "j"),
    ("hon(?=[eo](?!y))|hour", "o"),
    ("y(?![aeiou])", "i"),
)


def _compiled(rules: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    return [(re.compile(spelling), frozenset(sounds.split())) for spelling, sounds in rules]


_RULES = {"nl": _compiled(_DUTCH + _EVERYWHERE), "en": _compiled(_ENGLISH + _EVERYWHERE)}

_VOICED = ("f v", "s z", "b p", "d t", "sj zj", "tsj dj")
_LIKE = ("s sj", "sj tsj", "z zj", "zj dj", "i j")
_PAIRS = {
    "nl": (*_VOICED, *_LIKE, "g h", "v w", "j dj", "j zj", "t tj", "tj tsj"),
    "en": (*_VOICED, *_LIKE, "g k", "v w", "t th", "d th", "f th"),
}
_NEAR = {
    language: frozenset(frozenset(pair.split()) for pair in pairs)
    for language, pairs in _PAIRS.items()
}


def sounds(word: str, language: str) -> frozenset[str]:
    """What the beginning of `word`, which is small, may sound like in `language` (nl or en)."""
    if word[:1] in _ACCENTED:
        return frozenset(_ACCENTED[word[0]].split())
    plain = bare(word)
    for spelling, told in _RULES[language]:
        if spelling.match(plain):
            return told
    return frozenset(plain[:1])


def near(one: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Whether some sound of `one` is close to some sound of `other`, as f is to v."""
    return any(frozenset({a, b}) in _NEAR[language] for a in one for b in other)
