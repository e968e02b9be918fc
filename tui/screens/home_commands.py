"""What the facilitator can press at home."""

from exports.language import N_
from tui.commands import Command

HOME = (
    Command(
        "home.open",
        "enter",
        "open",
        N_("Open"),
        N_("Start, go on, or look back"),
        priority=True,
    ),
    Command(
        "home.other",
        "a",
        "other_agenda",
        N_("Another agenda"),
        N_("Start a session of this network with an agenda of your choice"),
    ),
    Command(
        "home.people",
        "p",
        "people",
        N_("People"),
        N_("Who is in the network that is picked: add, mend, somebody leaves or comes back"),
    ),
    Command(
        "home.knows",
        "ctrl+n",
        "knows",
        N_("Who knows whom"),
        N_("Who has ever spoken to whom in the network that is picked, and who has not yet"),
        shown=False,
    ),
    Command(
        "home.care",
        "f3",
        "care",
        N_("Look after"),
        N_("What was found in the data, and what was changed on two laptops"),
        shown=False,
    ),
    Command(
        "home.erase",
        "f8",
        "erase",
        N_("Erase"),
        N_("Erase a session, or a person of the network, for good"),
        shown=False,
    ),
    Command("home.new", "n", "new_network", N_("New network"), N_("Make a learning network")),
)
