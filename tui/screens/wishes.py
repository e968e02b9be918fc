"""The wishes for speed dates, in one small screen: the defaults are right for most."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, ClassVar

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from exports.language import N_, _, ngettext, number
from sessions.blocks.speed_dates import SpeedDates
from sessions.meetings import Odd
from sessions.names import several
from sessions.texts import clean
from tui.blocks.cautions import caution_words
from tui.blocks.moment import Moment
from tui.commands import Command, bindings
from tui.screens.question import Question, field, label
from tui.text import brief
from tui.widgets.line import Line
from tui.widgets.tick import Tick

WISHES = (
    Command("wishes.keep", "enter", "keep", N_("Keep"), N_("Keep these wishes"), priority=True),
    Command(
        "wishes.up",
        "up",
        "app.focus_previous",
        N_("Up"),
        N_("The line above"),
        shown=False,
        priority=True,
    ),
    Command(
        "wishes.down",
        "down",
        "app.focus_next",
        N_("Down"),
        N_("The line below"),
        shown=False,
        priority=True,
    ),
)
NUMBERS = {
    "rounds": N_("Rounds"),
    "round_minutes": N_("Minutes a round"),
    "groups_of": N_("People in a group"),
}
PEOPLE = {
    "must_meet": N_("Must meet"),
    "keep_apart": N_("Kept apart (hidden)"),
    "keep_seat": N_("Keep their seat"),
}
NOBODY = "-"
_EXAMPLE = "Henk, Zoë; Amina, Bram"


class Wish(Horizontal):
    """A line to type in, behind what it is for."""

    DEFAULT_CSS = """
    Wish { height: 1; }
    Wish .label { width: 25; height: 1; }
    Wish Input { width: 1fr; margin: 0; }
    """

    def __init__(self, asks: str, line: Input) -> None:
        super().__init__()
        self._asks, self._line = asks, line

    def compose(self) -> ComposeResult:
        """The words, then the line."""
        yield label(self._asks)
        yield self._line


class WishesScreen(Question[Mapping[str, object]]):
    """Answers with what is wished of the block. Who is kept apart is never readable on it."""

    DEFAULT_CSS = """
    WishesScreen .title { margin-bottom: 0; }
    WishesScreen .keys { margin-top: 0; dock: bottom; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(WISHES)

    def __init__(self, moment: Moment[SpeedDates]) -> None:
        super().__init__(_("Speed dates: wishes"))
        self._moment = moment

    def parts(self) -> list[Widget]:
        """Every wish as it is now."""
        m, block = self._moment, self._moment.block
        together = "; ".join(filter(None, map(self._named, block.must_meet)))
        seats = self._named(block.keep_seat)
        spots = ", ".join(block.spots or m.room.network.spots)
        known = ngettext("{n} pair; - ends it", "{n} pairs; - ends it", len(block.keep_apart))
        apart = Line(
            id="keep_apart", password=True, placeholder=known if block.keep_apart else _EXAMPLE
        )
        cautions = [Static("• " + said, markup=False) for said in caution_words(m)]
        return [
            *(
                Wish(_(asks), field(number(getattr(block, name)), name=name))
                for name, asks in NUMBERS.items()
            ),
            Tick(_("Other organisations first"), block.other_organisation, id="others"),
            Tick(_("When it is odd one looks on, in turn"), block.odd is Odd.SIT_OUT, id="odd"),
            Wish(_asks("must_meet"), Line(together, id="must_meet", placeholder=_EXAMPLE)),
            Wish(_asks("keep_apart"), apart),
            Wish(_asks("keep_seat"), field(seats, name="keep_seat")),
            Wish(
                _("Spots"), Line(spots, id="spots", placeholder=_("table 1, table 2, the corridor"))
            ),
            *cautions,
        ]

    def keys(self) -> str:
        """What the keys do."""
        return _("Enter: keep · Esc: back · ↑ ↓: another line · space: tick")

    def action_keep(self) -> None:
        """Answer, when all of it is understood."""
        pairs = {name: self._pairs(name) for name in ("must_meet", "keep_apart")}
        seats = self._people("keep_seat")
        if seats is None or None in pairs.values():
            return
        if not self._text("keep_apart"):
            del pairs["keep_apart"]
        wishes: dict[str, Any] = {
            **{name: self._text(name).replace(",", ".") for name in NUMBERS},
            **pairs,
            "keep_seat": seats,
            "spots": [one for part in self._text("spots").split(",") if (one := clean(part))],
            "other_organisation": self.query_one("#others", Tick).value,
            "odd": Odd.SIT_OUT if self.query_one("#odd", Tick).value else Odd.TRIO,
        }
        block = self._moment.block
        try:
            checked = type(block).model_validate(
                {**wishes, "title": block.title, "minutes": block.minutes}
            )
        except ValidationError as error:
            self._wrong(str(error.errors()[0]["loc"][0]))
            return
        self.dismiss({name: getattr(checked, name) for name in wishes})

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _wrong(self, name: str) -> None:
        self.query_one(f"#{name}", Input).focus()
        self.tell(_("“{text}” can’t be used there.").format(text=brief(self._text(name))))

    def _named(self, ids: tuple[str, ...]) -> str:
        return ", ".join(filter(None, map(self._moment.first_name, ids)))

    def _people(self, name: str, text: str | None = None) -> tuple[str, ...] | None:
        """The people named in a line, here or not; None, and that is told, where one is unclear."""
        m = self._moment
        typed = self._text(name) if text is None else text
        if not typed:
            return ()
        found = several(m.present, typed, m.room.network.members)
        if found is None:
            self.query_one(f"#{name}", Input).focus()
            said = _("{line}: not everybody named there is clear.")
            self.tell(said.format(line=_asks(name)))
            return None
        return tuple(member.id for member in found)

    def _pairs(self, name: str) -> tuple[tuple[str, str], ...] | None:
        """Each two of the people between semicolons."""
        text = self._text(name)
        named = [] if text == NOBODY else [self._people(name, part) for part in text.split(";")]
        if None in named:
            return None
        return tuple(two for people in named if people for two in combinations(people, 2))


def _asks(name: str) -> str:
    """What a line for people is for."""
    return _(PEOPLE[name])
