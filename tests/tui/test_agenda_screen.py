"""The agenda while it runs: jump, skip, put in, move."""

from tests.rooms import MINUTE
from tests.tui.hand import Hand
from tui.screens.agenda import AgendaScreen
from tui.screens.insert import BlockForm, PickKind
from tui.screens.room import RoomScreen


def _kinds(hand: Hand) -> list[str]:
    return [one.kind for one in hand.room.session.blocks]


def _skipped(hand: Hand) -> list[int]:
    return [at for at, one in enumerate(hand.room.session.blocks) if one.skipped]


async def _pick(hand: Hand, at: int) -> None:
    screen = await hand.on(AgendaScreen)
    highlighted = screen.blocks.highlighted or 0
    await hand.press(*(["down"] * (at - highlighted) or ["up"] * (highlighted - at)))
    assert screen.blocks.highlighted == at


async def test_jump_skip_move_and_back(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    kinds = _kinds(hand)
    await hand.press("f6")
    await _pick(hand, 6)
    await hand.press("enter")
    await hand.on(RoomScreen)
    assert hand.room.session.position == 6

    await hand.press("f6")
    await _pick(hand, 8)
    await hand.press("s")
    assert _skipped(hand) == [8]
    assert "skipped" in hand.text
    await hand.press("s")
    assert not _skipped(hand)
    await hand.press("s")

    await _pick(hand, 9)
    await hand.press("left_square_bracket")
    assert _kinds(hand)[8:10] == [kinds[9], kinds[8]]
    await hand.press("right_square_bracket", "right_square_bracket")
    assert _kinds(hand)[8:11] == [kinds[8], kinds[10], kinds[9]]
    await _pick(hand, 1)
    await hand.press("left_square_bracket")
    assert _kinds(hand)[:2] == kinds[:2], "what has been stays where it was"
    await hand.press("f6")
    await hand.on(RoomScreen)
    await hand.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    assert _kinds(hand) == kinds
    await hand.press("pagedown", "ctrl+pagedown")
    assert hand.room.session.block is not None
    await hand.press("ctrl+z")


async def test_skipping_the_block_that_we_are_in_goes_on(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f6")
    await hand.on(AgendaScreen)
    await hand.press("s")
    await hand.press("escape")
    await hand.on(RoomScreen)
    assert hand.room.session.position == 1
    assert hand.room.session.blocks[0].skipped


async def test_a_block_of_every_kind_can_be_put_in(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f6")
    await hand.on(AgendaScreen)
    many = len(_kinds(hand))
    kinds = ["plenary", "introductions", "speed_dates", "sheets", "take_and_bring"]
    kinds += ["action_review", "actions", "next_date", "new_connections", "check_out"]
    for place, kind in enumerate(kinds):
        await hand.press("i")
        await hand.on(PickKind)
        await hand.press(*["down"] * place, "enter")
        await hand.on(BlockForm)
        await hand.press("end", "ctrl+u")
        await hand.say(f"Blok [{kind}]")
        await hand.press("end", "ctrl+u")
        await hand.say("7,5")
        await hand.on(AgendaScreen)
        put = hand.room.session.blocks[1]
        assert (put.kind, put.timer.length) == (kind, 7.5 * MINUTE)
        words = put.sheets[0].title if kind == "sheets" else put.title
        assert words == f"Blok [{kind}]"
    assert len(_kinds(hand)) == many + len(kinds)
    assert hand.room.session.position == 0
    await hand.press("escape")
    await hand.on(RoomScreen)
    for kind in reversed(kinds):
        await hand.press("ctrl+pagedown")
        assert hand.block == kind


async def test_what_is_no_number_of_minutes(app_in_the_room: Hand) -> None:
    hand = app_in_the_room
    await hand.press("f6")
    await hand.on(AgendaScreen)
    await hand.write("+")
    await hand.on(PickKind)
    await hand.press("enter")
    await hand.on(BlockForm)
    await hand.say("")
    await hand.press("ctrl+u")
    await hand.say("veel")
    assert "veel" in hand.words
    assert "not a number" in hand.words
    for wrong in ("0", "-5", "nan", "inf", "1e9"):
        await hand.press("ctrl+u")
        await hand.say(wrong)
        await hand.on(BlockForm)
        assert "not a number" in hand.words, wrong
    await hand.press("escape")
    await hand.on(AgendaScreen)
    assert len(_kinds(hand)) == 11
