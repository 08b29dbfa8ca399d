"""The gate: names, a shuffled pad, and every answer that a PIN may get."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.technician.gate import DIGITS, shuffled
from kiosk.technicians import register as register_module
from kiosk.technicians.register import COPY, FILE
from tests.app.technician.gates import Visit, wrong
from ui.presenters.technician.parts import PinPad, Pressed, StatusRow


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    return Visit(tmp_path)


def test_while_the_register_is_read_the_gate_says_so(visit: Visit) -> None:
    visit.add("Sari")
    visit.come()
    visit.gate.handle(Pressed("other"))
    assert "Sebentar" in visit.words


def test_where_nobody_has_a_pin_it_tells_how_to_make_one(visit: Visit) -> None:
    visit.come()
    assert "Belum ada PIN" in visit.words
    assert "kiosk pin add" in visit.words


def test_one_technician_is_asked_for_the_pin_at_once(visit: Visit) -> None:
    visit.add("Sari")
    visit.come()
    assert "Sari" in visit.words
    assert visit.pad.typed == 0
    assert visit.page.foot == ()


def test_several_technicians_choose_their_name_first(visit: Visit) -> None:
    sari, budi = visit.add("Sari", "Budi")
    visit.come()
    rows = [part for part in visit.page.parts if isinstance(part, StatusRow)]
    assert [row.title for row in rows] == ["Budi", "Sari"]
    visit.gate.handle(Pressed(rows[1].name))
    visit.type(sari.pin)
    assert [person.name for person in visit.admitted] == ["Sari"]
    assert budi.person.id not in {person.id for person in visit.admitted}


def test_whoever_chose_the_wrong_name_goes_back(visit: Visit) -> None:
    sari, budi = visit.add("Sari", "Budi")
    visit.come()
    visit.gate.handle(Pressed(f"person_{sari.person.id}"))
    visit.type("123")
    visit.gate.handle(Pressed("other"))
    visit.errands.run_all()
    visit.gate.handle(Pressed(f"person_{budi.person.id}"))
    assert visit.pad.typed == 0
    visit.type(budi.pin)
    assert len(visit.admitted) == 1


def test_the_right_pin_opens_and_nothing_is_noted(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(sari.pin)
    assert visit.admitted[0].id == sari.person.id
    assert visit.noted == []


def test_the_glass_learns_how_many_digits_and_never_which(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(sari.pin[:5])
    assert visit.pad.typed == 5
    rest = "\n".join(str(part) for part in visit.page.parts if part is not visit.pad)
    assert sari.pin[:5] not in rest.replace(sari.person.id, "")


def test_a_digit_too_many_is_taken_back(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(wrong(sari.pin)[:3] + "---" + "-")
    assert visit.pad.typed == 0
    visit.type(sari.pin)
    assert len(visit.admitted) == 1


@pytest.mark.parametrize("key", ["", "x", "12", "²", "٣", "\n"])
def test_what_is_no_digit_types_nothing(key: str, visit: Visit) -> None:
    visit.add("Sari")
    visit.come()
    visit.gate.handle(Pressed("pin", key))
    assert visit.pad.typed == 0


def test_the_pad_stands_in_another_order_each_time(visit: Visit, monkeypatch) -> None:
    orders = iter([tuple("1234567890"), tuple("0987654321"), tuple("5432167890")])
    monkeypatch.setattr("kiosk.app.technician.gate.shuffled", lambda: next(orders))
    (sari,) = visit.add("Sari")
    visit.come()
    first = visit.pad.digits
    visit.type(wrong(sari.pin))
    assert visit.pad.digits != first


def test_every_order_holds_all_ten_digits() -> None:
    orders = {shuffled() for _ in range(20)}
    assert all(sorted(order) == list(DIGITS) for order in orders)
    assert len(orders) > 1


def test_a_wrong_pin_is_told_and_noted(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(wrong(sari.pin))
    assert "PIN salah" in visit.words
    assert "Masih 4 kali" in visit.words
    assert visit.pad.typed == 0
    assert visit.noted == [("technician.refused", {"person": sari.person.id, "tries": 1})]


def test_after_five_wrong_pins_the_pad_waits_with_a_countdown(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    for _try in range(5):
        visit.type(wrong(sari.pin))
    assert not visit.pad.enabled
    assert "Tunggu 15 detik" in visit.words
    visit.clock.advance(6)
    assert "Tunggu 9 detik" in visit.words
    visit.type(sari.pin)
    assert visit.admitted == []
    visit.clock.advance(9)
    assert visit.pad.enabled
    visit.type(sari.pin)
    assert len(visit.admitted) == 1


def test_whoever_goes_and_comes_back_waits_on(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    for _try in range(5):
        visit.type(wrong(sari.pin))
    visit.gate.leave()
    visit.clock.advance(5)
    visit.come()
    assert "Tunggu 10 detik" in visit.words
    assert "Belum bisa mencoba" in visit.words


def test_the_fifteenth_wrong_pin_locks_and_says_who_helps(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    for _try in range(15):
        visit.type(wrong(sari.pin))
        visit.clock.advance(8_000)
    assert "Terkunci setelah 15 kali salah" in visit.words
    assert "Teknisi lain" in visit.words
    assert not any(isinstance(part, PinPad) for part in visit.page.parts)
    visit.type(sari.pin)
    assert visit.admitted == []
    assert [kind for kind, _body in visit.noted] == ["technician.refused"] * 14 + [
        "technician.locked"
    ]


def test_in_the_list_a_locked_name_says_so_and_others_enter(visit: Visit) -> None:
    sari, budi = visit.add("Sari", "Budi")
    for _try in range(15):
        visit.register.attempt(sari.person.id, wrong(sari.pin))
        visit.clock.advance(8_000)
    visit.come()
    assert "Terkunci" in visit.words
    visit.gate.handle(Pressed(f"person_{budi.person.id}"))
    visit.type(budi.pin)
    assert [person.name for person in visit.admitted] == ["Budi"]


def test_while_a_pin_is_compared_nothing_more_is_taken(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(sari.pin, compare=False)
    assert visit.gate.busy
    assert not visit.pad.enabled
    assert "diperiksa" in visit.words
    visit.type("1", compare=False)
    visit.gate.handle(Pressed("other"))
    assert len(visit.errands.queued) == 1
    visit.errands.run_all()
    assert len(visit.admitted) == 1
    assert not visit.gate.busy


def test_a_gate_that_was_left_opens_for_no_late_answer(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(sari.pin, compare=False)
    visit.gate.leave()
    visit.errands.run_all()
    assert visit.admitted == []


def test_a_wrong_pin_is_noted_also_where_whoever_typed_has_gone(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.type(wrong(sari.pin), compare=False)
    visit.gate.leave()
    visit.errands.run_all()
    assert [kind for kind, _body in visit.noted] == ["technician.refused"]


def test_a_register_that_cannot_be_read_is_told(visit: Visit, tmp_path: Path) -> None:
    visit.add("Sari")
    for name in (FILE, COPY):
        (tmp_path / name).write_bytes(b"{")
    visit.come()
    assert "tidak bisa dibaca" in visit.words


def test_a_person_who_was_removed_meanwhile_is_told_to_try_again(visit: Visit) -> None:
    (sari,) = visit.add("Sari")
    visit.come()
    visit.register.remove("Sari")
    visit.type(sari.pin)
    assert "tidak bisa diperiksa" in visit.words
    assert visit.admitted == []


def test_a_fault_of_ours_is_not_taken_for_a_wrong_pin(visit: Visit, monkeypatch) -> None:
    (sari,) = visit.add("Sari")
    visit.come()

    def broken(_pin: str, _kept: str) -> bool:
        raise RuntimeError("a bug")

    monkeypatch.setattr(register_module, "pin_fits", broken)
    with pytest.raises(RuntimeError):
        visit.type(sari.pin)


def test_many_names_stand_on_pages(visit: Visit) -> None:
    visit.add(*(f"Teknisi {number:02}" for number in range(20)))
    visit.come()
    assert visit.page.pages is not None
    seen: list[str] = []
    for page in range(visit.page.pages.pages):
        visit.gate.handle(Pressed("page", str(page)))
        seen += [part.title for part in visit.page.parts if isinstance(part, StatusRow)]
    assert seen == [f"Teknisi {number:02}" for number in range(20)]
