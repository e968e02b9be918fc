"""Make the picture in the README from the real app: `python scripts/picture.py [nl|en] [FILE]`.

It opens the demo at a fixed moment, runs the workshop by keys to the third question sheet, types
answers, and saves the screen as SVG.
"""

import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from exports.language import speak
from sessions.clock import ManualClock
from sessions.demo import make_demo
from sessions.settings import Settings
from tui.app import Kring
from tui.screens.room import RoomScreen

SIZE = (110, 32)
AT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
SAID = {
    "nl": (
        ("leden zijn bereikbaar", "men kent elkaar", "er is diversiteit"),
        ("veel wisselingen",),
    ),
    "en": (("members can be reached", "they know each other", "diversity"), ("many changes",)),
}


async def picture(language: str, root: Path) -> str:
    """The room, as SVG."""
    clock = ManualClock(AT)
    demo = root / "demo"
    make_demo(demo, language=language, now=AT, device="picture")
    app = Kring(root=demo, device="picture", clock=clock, settings=Settings())
    async with app.run_test(size=SIZE) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
                await app.keeping.settled()
                await pilot.pause()

        while app.keeping.shelf is None or not app.keeping.shelf.networks:
            await pilot.pause()
        await pilot.press("enter")
        while not app.screen.query("CaptureLine"):
            await pilot.pause()
        await pilot.press("enter")
        while not isinstance(app.screen, RoomScreen):
            await pilot.pause()
        for _ in range(4):
            clock.forward(app.screen.facilitation.room.session.block.timer.length * 0.9)  # type: ignore[union-attr]  # the room is in a block
            await press("ctrl+pagedown")
        await press("pagedown", "pagedown")
        for column in SAID[language]:
            for answer in column:
                await press(*("space" if c == " " else c for c in answer), "enter")
            await press("tab")
        app.screen.show()
        await pilot.pause()
        return app.export_screenshot(title="Kring")


def main() -> None:
    """Write the picture."""
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    path = Path(sys.argv[2] if len(sys.argv) > 2 else f"docs/room-{language}.svg")
    speak(language)
    with tempfile.TemporaryDirectory() as folder:
        for what in ("STATE", "CONFIG", "CACHE"):
            os.environ[f"KRING_{what}"] = f"{folder}/{what.lower()}"
        svg = asyncio.run(picture(language, Path(folder)))
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")
    print(path)


main()
