"""Two themes made for projectors: every text has a contrast of 7:1 or more with its ground.

That is the enhanced level of WCAG 2.2 (success criterion 1.4.6), and what is left of it in a light
room is still readable. Statuses and the timer's phases are told apart with every kind of colour
blindness, and the phases in grey too, which is what Textual makes of colours under NO_COLOR. Words
and shapes say the same.

Variables of our own, beside Textual's:
    $quiet            text that matters less than what it stands beside
    $blank            a screen on which there is nothing
    $phase-calm       the timer runs; $on-phase-calm is the text on it, and likewise below
    $phase-ending     the last fifth
    $phase-last       the last minute
    $phase-over       past what was planned
"""

from dataclasses import dataclass

from textual.theme import Theme

STATUSES = ("primary", "secondary", "accent", "warning", "error", "success")

PHASES = {
    "phase-calm": "#0A4FB4",
    "on-phase-calm": "#FFFFFF",
    "phase-ending": "#FFDA45",
    "on-phase-ending": "#000000",
    "phase-last": "#FF8A3D",
    "on-phase-last": "#000000",
    "phase-over": "#A8002A",
    "on-phase-over": "#FFFFFF",
}
"""The same in both themes: a block of colour brings its own ground."""


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours that a theme is mixed from, as #RRGGBB.

    `muted` and `disabled` are how much of black or white, whichever reads better there, Textual
    lays over the ground for such text, in percent.
    """

    background: str
    surface: str
    panel: str
    raised: str
    line: str
    ink: str
    quiet: str
    on_primary: str
    primary: str
    secondary: str
    accent: str
    warning: str
    error: str
    success: str
    toast: str
    dimmed: dict[str, str]
    muted: int
    disabled: int


_NIGHT = Palette(
    background="#0A0D12",
    surface="#11161D",
    panel="#171D26",
    raised="#222B38",
    line="#6B7A8F",
    ink="#F7F9FC",
    quiet="#B7C2D0",
    on_primary="#05070A",
    primary="#A3CEFF",
    secondary="#C9D6E6",
    accent="#D9A8FF",
    warning="#FFD94A",
    error="#FF9A9C",
    success="#A6FBE3",
    toast="#1E2530",
    dimmed={
        "primary": "#0F2A47",
        "secondary": "#222B38",
        "accent": "#2E1642",
        "warning": "#332700",
        "error": "#3D0F14",
        "success": "#06302A",
    },
    muted=85,
    disabled=70,
)

_DAY = Palette(
    background="#FFFFFF",
    surface="#F7F8FA",
    panel="#EEF1F5",
    raised="#DCE3EC",
    line="#6B7785",
    ink="#06090D",
    quiet="#3B4450",
    on_primary="#FFFFFF",
    primary="#062C66",
    secondary="#2B3A4D",
    accent="#50058C",
    warning="#6B4A00",
    error="#66000C",
    success="#005450",
    toast="#EEF1F5",
    dimmed={
        "primary": "#E1ECFF",
        "secondary": "#E6EBF2",
        "accent": "#F5E6FF",
        "warning": "#FFF6DB",
        "error": "#FFE9EA",
        "success": "#E0FAF5",
    },
    muted=93,
    disabled=75,
)


def _theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        foreground=palette.ink,
        primary=palette.primary,
        secondary=palette.secondary,
        accent=palette.accent,
        warning=palette.warning,
        error=palette.error,
        success=palette.success,
        variables=_text(palette) | _focus(palette) | _frame(palette) | own_variables(palette),
    )


def own_variables(palette: Palette = _NIGHT) -> dict[str, str]:
    """The variables that only these themes have.

    The app hands them to Textual as the defaults for its other themes.
    """
    return PHASES | {"quiet": palette.quiet, "blank": "#000000"}


def _text(palette: Palette) -> dict[str, str]:
    """Text, in solid colours where Textual would mix a paler one."""
    coloured = {f"text-{status}": getattr(palette, status) for status in STATUSES}
    dimmed = {f"{status}-muted": palette.dimmed[status] for status in STATUSES}
    return {
        **coloured,
        **dimmed,
        "text": "auto 100%",
        "text-muted": f"auto {palette.muted}%",
        "text-disabled": f"auto {palette.disabled}%",
        "foreground-muted": palette.quiet,
        "foreground-disabled": palette.quiet,
    }


def _focus(palette: Palette) -> dict[str, str]:
    """What has the focus is filled or framed in the primary colour; the rest is grey."""
    focus, on_focus = palette.primary, palette.on_primary
    return {
        "border": focus,
        "border-blurred": palette.line,
        "block-cursor-background": focus,
        "block-cursor-foreground": on_focus,
        "block-cursor-blurred-background": palette.raised,
        "block-cursor-blurred-foreground": palette.ink,
        "block-hover-background": palette.raised,
        "input-cursor-background": palette.ink,
        "input-cursor-foreground": palette.background,
        "input-selection-background": focus,
        "input-selection-foreground": on_focus,
        "screen-selection-background": focus,
        "screen-selection-foreground": on_focus,
    }


def _frame(palette: Palette) -> dict[str, str]:
    """What stands around the words: scrollbars, the footer, toasts."""
    return {
        "scrollbar": palette.line,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.primary,
        "scrollbar-background": palette.panel,
        "scrollbar-background-hover": palette.panel,
        "scrollbar-background-active": palette.panel,
        "scrollbar-corner-color": palette.panel,
        "panel-lighten-1": palette.toast,
        "footer-background": palette.panel,
        "footer-foreground": palette.ink,
        "footer-description-foreground": palette.ink,
        "footer-key-foreground": palette.primary,
    }


DARK = _theme("kring-dark", _NIGHT, dark=True)
LIGHT = _theme("kring-light", _DAY, dark=False)
