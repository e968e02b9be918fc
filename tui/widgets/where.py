"""Where we are: the network, the way along the agenda, the clock, and when the session ends."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.text import shown

BEEN, HERE, COMING, SKIPPED = "●", "■", "○", "·"


@dataclass(frozen=True)
class Stop:
    """A block on the way: its title, a sign for how it stands, and a note such as *2/3*."""

    title: str
    sign: str
    note: str = ""


@dataclass(frozen=True)
class Way:
    """Everything the top of the room shows."""

    title: str = ""
    clock: str = ""
    ends: str = ""
    late: str = ""
    is_late: bool = False
    stops: tuple[Stop, ...] = ()
    at: int = 0


class Where(Widget):
    """One row when there are few, else two."""

    DEFAULT_CSS = """
    Where { padding: 0 1; background: $panel; }
    """

    class Clicked(Message):
        """Somebody clicked on where we are."""

    def __init__(self) -> None:
        super().__init__()
        self.way = Way()

    def show(self, way: Way) -> None:
        """Show another place or time."""
        if way != self.way:
            self.way = way
            self.refresh()

    def on_click(self) -> None:
        """Tell that the way was clicked."""
        self.post_message(self.Clicked())

    def render(self) -> Content:
        """The first row is where and when; the second the way."""
        width, height = self.content_size
        if width < 1:
            return Content("")
        if height < 2:
            times = _times(self.way, brief=True)
            return _ends(_here(self.way, width - times.cell_length - 2), times, width)
        title = Content.styled(shown(self.way.title), "bold")
        return Content("\n").join([_ends(title, _times(self.way), width), _path(self.way, width)])


def _ends(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at both ends; the left one gives way."""
    room = width - right.cell_length - 2
    left = left.truncate(max(0, room), ellipsis=True) if room > 0 else Content("")
    gap = max(0, width - left.cell_length - right.cell_length)
    return Content.assemble(left, " " * gap, right)


def _times(way: Way, *, brief: bool = False) -> Content:
    if brief and not way.is_late:
        return Content.assemble((way.clock, "bold"), f"  {way.ends}")
    style = "bold $on-phase-last on $phase-last" if way.is_late else ""
    return Content.assemble((way.clock, "bold"), f"  {way.ends} ", (f" {way.late} ", style))


def _here(way: Way, width: int) -> Content:
    """The place in few characters: *5/12 ■ SHEETS 2/3*."""
    if not 0 <= way.at < len(way.stops):
        return Content(shown(way.title))
    stop = way.stops[way.at]
    before, note = f"{way.at + 1}/{len(way.stops)} {HERE} ", f" {stop.note}" if stop.note else ""
    room = max(1, width - len(before) - len(note))
    title = Content(shown(stop.title).upper()).truncate(room, ellipsis=True)
    return Content.assemble(before, title, note).stylize("bold")


def _path(way: Way, width: int) -> Content:
    """As much of the way as fits round the place where we are."""
    parts = [_part(stop, here=place == way.at) for place, stop in enumerate(way.stops)]
    first = last = min(max(0, way.at), max(0, len(parts) - 1))
    used = parts[first].cell_length if parts else 0
    while True:
        grown = False
        for edge in (last + 1, first - 1):
            if 0 <= edge < len(parts) and used + parts[edge].cell_length + 4 <= width:
                used += parts[edge].cell_length
                first, last, grown = min(first, edge), max(last, edge), True
        if not grown:
            break
    before = f"‹{first} " if first else ""
    beyond = len(parts) - 1 - last
    after = f"{beyond}›" if beyond > 0 else ""
    return Content.assemble((before, "$quiet"), *parts[first : last + 1], (after, "$quiet"))


def _part(stop: Stop, *, here: bool) -> Content:
    note = f" {stop.note}" if stop.note else ""
    if here:
        return Content.styled(
            f" {stop.sign} {shown(stop.title).upper()}{note} ",
            "bold $block-cursor-foreground on $block-cursor-background",
        )
    style = "$quiet" if stop.sign in {SKIPPED, BEEN} else ""
    return Content.styled(f" {stop.sign} {shown(stop.title)} ", style)
