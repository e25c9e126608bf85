"""A sensor's line dies in the middle of a night: both screens say so, orders go on by touch, and it comes back by itself."""

from tests.real.house import House


def test_a_hatch_without_its_knock_sensor_sells_by_touch(house: House) -> None:
    """Told on the wall, at the bar and in the journal; ordered by touch; and a knock is heard again once the line is back."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    hatch.tell("cut knock")
    told = {wording.hatch.deaf for wording in house.settings.wordings.values()}
    hatch.until("the wall's word of it, in whichever language it speaks", lambda: told & set(hatch.see()))
    bar.sees(house.words.bar.knock_pin_notice)
    assert "the knock sensor is lost" in house.journal("hatch")
    assert "GPIO17" in house.journal("hatch")
    hatch.tell(f"touch {house.words.hatch.knock}")
    assert hatch.state()["mood"] == "menu"
    hatch.tell(f"touch {house.words.hatch.leave}")
    hatch.tell("mend knock")
    hatch.until("the line", lambda: hatch.state()["trouble"] == "")
    bar.until("the notice's end", lambda: house.words.bar.knock_pin_notice not in bar.see())
    assert "the knock sensor is there again" in house.journal("hatch")
    hatch.tell("knock 2")
    hatch.until("the menu", lambda: hatch.state()["mood"] == "menu")


def test_a_hatch_without_its_slit_switch_says_that_it_does_not_know(house: House) -> None:
    """The bar reads that nobody knows how the slit stands, and knows again when the switch is back."""
    hatch, bar = house.hatch(), house.bar()
    house.linked(hatch, bar)
    hatch.tell("cut slit")
    bar.sees(house.words.bar.slit_pin_notice)
    assert hatch.state()["slit_open"] is None
    hatch.tell("mend slit")
    hatch.until("the switch", lambda: hatch.state()["slit_open"] is False)
    bar.until("the notice's end", lambda: house.words.bar.slit_pin_notice not in bar.see())
