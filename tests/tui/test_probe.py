from time import perf_counter
from tests.tui.hand import Hand
async def test_probe(app_in_the_room: Hand) -> None:
    h = app_in_the_room
    print(h.text)
    for k in ["pagedown"]*4:
        t=perf_counter(); await h.press(k); print(k, perf_counter()-t); print(h.text)
    t=perf_counter(); await h.say("Handig"); print(perf_counter()-t)
    print(h.text)
async def test_probe2(app_in_the_room: Hand) -> None:
    pass
