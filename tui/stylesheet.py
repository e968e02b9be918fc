"""The styles of every screen that was seen, each read once."""

from textual.css.stylesheet import Stylesheet


class ReadOnce(Stylesheet):
    """A stylesheet in which a screen's own styles come beside those that were read already.

    Textual's reads all of them anew for each screen that comes for the first time. Another theme
    has them read again here too.
    """

    def reparse(self) -> None:
        """Read what is new."""
        self.parse()
