"""Sound: nothing speaks yet, so what is told is whether the machine could."""

from __future__ import annotations

import re

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check

SOUND = Subject("sound", "Suara")


def look_at_sound(site: Site) -> Check:
    """Ask the kernel for sound cards, and the settings whether there is a loudspeaker."""
    try:
        text = (site.processes / "asound" / "cards").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    cards = re.findall(r"^\s*\d+ \[[^\]]*\]: (.+)$", text, re.MULTILINE)
    return judge_sound([card.strip()[:40] for card in cards], speaker=site.settings.speaker)


def judge_sound(cards: list[str], *, speaker: bool) -> Check:
    """Judge the sound cards that are seen, by whether there should be a loudspeaker."""
    where = f"perangkat suara: {cards[0]}" if cards else "tidak ada perangkat suara"
    if speaker and not cards:
        return SOUND.warned(where, "Pasang pengeras suara, atau pilih Tidak ada di Setelan.")
    return SOUND.skipped(f"kios ini belum bersuara · {where}")
