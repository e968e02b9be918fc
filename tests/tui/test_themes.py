"""The themes: readable on a washed-out projector, and told apart by every kind of eye.

Contrast is WCAG 2.2's (the definitions of contrast ratio and relative luminance). What people with
a dichromacy see is simulated in linear RGB: protanopia and deuteranopia by the matrices of Machado,
Oliveira and Fernandes (2009, doi:10.1109/TVCG.2009.113) at full severity, tritanopia, for which
these do not hold, by the two half planes of Brettel, Viénot and Mollon (1997) in the form that
libDaltonLens publishes. Distance is Euclidean in OKLab (Ottosson, 2020), times 100: 2 or so is just
noticeable.
"""

import re
from itertools import combinations, product
from math import cbrt, dist
from typing import ClassVar

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.color import BLACK, WHITE, Color
from textual.theme import Theme
from textual.widgets import (
    Button,
    Checkbox,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    Markdown,
    OptionList,
    Select,
    Static,
    Tabs,
)
from textual.widgets.button import ButtonVariant
from textual.widgets.option_list import Option

from tui import themes

READABLE = 7.0
PHASES = ("calm", "ending", "last", "over")
GROUNDS = ("background", "surface", "panel")
STATUSES = ("warning", "error", "success")
LEADING = (*STATUSES, "accent", "primary", "secondary")
TEXTS = ("foreground", "quiet", "foreground-muted", "foreground-disabled", *LEADING)
ON_ANY_GROUND = ("text", "text-muted", "text-disabled", *(f"text-{name}" for name in LEADING))
PAIRS = (
    *product((*TEXTS, *ON_ANY_GROUND), GROUNDS),
    *product(("text", "text-muted"), LEADING),
    *((f"text-{name}", f"{name}-muted") for name in LEADING),
    *((f"text-{name}", "panel-lighten-1") for name in LEADING),
    *((f"on-phase-{phase}", f"phase-{phase}") for phase in PHASES),
    *product(
        ("foreground", "text"), ("block-hover-background", "secondary-muted", "surface-active")
    ),
    *(
        ("button-color-foreground", f"{name}-darken-2")
        for name in ("primary", "success", "warning")
    ),
    ("button-color-foreground", "error-darken-1"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-key-foreground", "block-hover-background"),
    ("footer-description-foreground", "footer-background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("markdown-h1-color", "background"),
    ("markdown-h6-color", "background"),
)
SEEN_BESIDE = (
    *product(("border", "border-blurred", "scrollbar", "scrollbar-active"), GROUNDS),
    ("block-cursor-background", "surface"),
    ("block-cursor-background", "block-cursor-blurred-background"),
    ("input-cursor-background", "surface"),
)

BUTTONS: tuple[ButtonVariant, ...] = ("default", "primary", "success", "warning", "error")

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

MACHADO = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
BRETTEL_SEPARATION = (0.03901, -0.02788, -0.01113)
BRETTEL_TRITANOPIA = {
    True: (
        (1.01277, 0.13548, -0.14826),
        (-0.01243, 0.86812, 0.14431),
        (0.07589, 0.80500, 0.11911),
    ),
    False: (
        (0.93678, 0.18979, -0.12657),
        (0.06154, 0.81526, 0.12320),
        (-0.37562, 1.12767, 0.24796),
    ),
}
OKLAB_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)

both_themes = pytest.mark.parametrize("theme", [themes.DARK, themes.LIGHT], ids=lambda t: t.name)


def test_the_contrast_and_the_simulation_are_the_published_ones() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), WHITE) == pytest.approx(4.48, abs=0.005)
    for eye in ("protanopia", "deuteranopia", "tritanopia"):
        assert dist(oklab(seen(WHITE, eye)), oklab(seen(WHITE, "all"))) < 0.005
    red, green = Color.parse("#C04000"), Color.parse("#6E6E00")
    assert distance(red, green, "deuteranopia") < distance(red, green, "all") / 2


@both_themes
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_every_text_is_readable_in_colour_and_in_grey(theme: Theme, pair: tuple[str, str]) -> None:
    text, ground = (variables(theme)[name] for name in pair)
    below = Color.parse(ground)
    above = laid_over(text, below)
    assert contrast(above, below) >= READABLE
    assert contrast(above.monochrome, below.monochrome) >= READABLE


@both_themes
@pytest.mark.parametrize("pair", SEEN_BESIDE, ids=" beside ".join)
def test_frames_cursors_and_bars_are_seen(theme: Theme, pair: tuple[str, str]) -> None:
    """WCAG 2.2, success criterion 1.4.11: what is no text has 3:1 with what it stands beside."""
    one, other = (Color.parse(variables(theme)[name]) for name in pair)
    assert contrast(one, other) >= 3


@both_themes
def test_the_frame_of_what_has_the_focus_stands_out(theme: Theme) -> None:
    focused, blurred, ground = (
        Color.parse(variables(theme)[name]) for name in ("border", "border-blurred", "background")
    )
    assert contrast(focused, ground) > 2 * contrast(blurred, ground)


@both_themes
@pytest.mark.parametrize("eye", ["all", "protanopia", "deuteranopia", "tritanopia"])
def test_phases_and_statuses_are_told_apart_by_every_eye(theme: Theme, eye: str) -> None:
    values = variables(theme)
    for one, other in combinations([Color.parse(values[f"phase-{p}"]) for p in PHASES], 2):
        assert distance(one, other, eye) >= 14
    for one, other in combinations([Color.parse(values[name]) for name in STATUSES], 2):
        assert distance(one, other, eye) >= 8
    for status, other_name in product(STATUSES, ("accent", "primary")):
        assert distance(Color.parse(values[status]), Color.parse(values[other_name]), eye) >= 8


@both_themes
def test_phases_are_told_apart_in_grey(theme: Theme) -> None:
    values = variables(theme)
    greys = [Color.parse(values[f"phase-{phase}"]).monochrome for phase in PHASES]
    assert min(distance(one, other, "all") for one, other in combinations(greys, 2)) >= 12


def test_the_defaults_for_other_themes_are_the_variables_of_our_own() -> None:
    ours = set(themes.own_variables())
    assert ours == {"quiet", "blank", *themes.PHASES}
    for theme in (themes.DARK, themes.LIGHT):
        assert ours <= set(theme.variables)
        assert not ours & set(Theme(name="plain", primary="#0000FF").to_color_system().generate())


@pytest.mark.parametrize(
    ("theme", "environment"),
    [(themes.DARK, {}), (themes.LIGHT, {}), (themes.DARK, {"NO_COLOR": "1"})],
    ids=["dark", "light", "dark under NO_COLOR"],
)
async def test_all_that_textual_s_widgets_say_is_readable(
    theme: Theme, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    app = Specimen(theme)
    async with app.run_test(size=(100, 60), notifications=True) as pilot:
        for severity in ("information", "warning", "error"):
            app.notify("wat er is", title=severity, severity=severity, timeout=60)
        for _ in range(12):
            await pilot.press("tab")
            assert app.pale() == []
        for button in app.query(Button):
            await pilot.hover(button)
            assert app.pale() == []


class Specimen(App[None]):
    """One of each widget that says something."""

    CSS_PATH = "../../tui/themes.tcss"
    CSS = "Static { color: $quiet; } OptionList, DataTable { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [("f5", "pause", "Pause")]

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("stil")
        for name in LEADING:
            yield Label(name, classes=name)
        for flat in (False, True):
            yield Button("uit", disabled=True, flat=flat, compact=True)
            for variant in BUTTONS:
                yield Button(variant, variant=variant, flat=flat, compact=True)
        yield Input(placeholder="typ hier")
        yield Input("getypt", disabled=True)
        yield OptionList(Option("een"), Option("twee", disabled=True), Option("drie"))
        yield Select([("een", 1)], prompt="kies")
        yield Checkbox("vink", value=True)
        yield Tabs("een", "twee")
        table: DataTable[str] = DataTable(zebra_stripes=True, fixed_columns=1)
        table.add_columns("naam", "wat")
        table.add_rows([("Zoë", "iets")] * 3)
        yield table
        yield Markdown("# een\n\n`code` [verder](x)")
        yield Footer()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.own_variables()

    def pale(self) -> list[tuple[str, float]]:
        """The texts on the screen that miss the contrast, and what they have."""
        strips = self.screen._compositor.render_strips(self.size)
        texts = [(segment.text.strip(), _shown(segment)) for strip in strips for segment in strip]
        return [(text, has) for text, has in texts if any(map(str.isalnum, text)) and has < 7]


def _shown(segment: Segment) -> float:
    style = segment.style
    assert style is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


def variables(theme: Theme) -> dict[str, str]:
    """What Textual's stylesheets see: `App.get_css_variables` puts them together so."""
    return theme.to_color_system().generate() | theme.variables


def laid_over(text: str, ground: Color) -> Color:
    """The colour of `text` on `ground`; "auto 90%" is that much of black or white on it."""
    auto = re.fullmatch(r"auto (\d+)%", text)
    return ground + (ground.get_contrast_text(int(auto[1]) / 100) if auto else Color.parse(text))


def linear(color: Color) -> Rgb:
    """Its red, green and blue as amounts of light, 0 to 1."""
    red, green, blue = (
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color.normalized
    )
    return red, green, blue


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted(dot((0.2126, 0.7152, 0.0722), linear(c)) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(color: Color, eye: str) -> Rgb:
    """The light that `color` looks like to `eye`."""
    light = linear(color)
    if eye == "all":
        return light
    if eye == "tritanopia":
        matrix = BRETTEL_TRITANOPIA[dot(BRETTEL_SEPARATION, light) >= 0]
    else:
        matrix = MACHADO[eye]
    red, green, blue = (min(max(v, 0), 1) for v in times(matrix, light))
    return red, green, blue


def oklab(light: Rgb) -> Rgb:
    long, middle, short = times(OKLAB_CONES, light)
    return times(OKLAB, (cbrt(long), cbrt(middle), cbrt(short)))


def distance(one: Color, other: Color, eye: str) -> float:
    return 100 * dist(oklab(seen(one, eye)), oklab(seen(other, eye)))


def dot(one: Rgb, other: Rgb) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def times(matrix: Matrix, vector: Rgb) -> Rgb:
    return dot(matrix[0], vector), dot(matrix[1], vector), dot(matrix[2], vector)
