"""What can be found: everything of the catalogue once, its own names before its agency's."""

from __future__ import annotations

from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.entries import NAME, OF_AGENCY, Phrase, entries
from kiosk.catalogue.search.synonyms import Synonyms

SOME = Synonyms(
    schema=1,
    services={"disdukcapil-kia": ("kartu bocah",)},
    life_events={},
    agencies={},
)


def test_everything_can_be_found_once_in_the_order_of_the_catalogue(catalogue: Catalogue) -> None:
    found = [(entry.kind, entry.id) for entry in entries(catalogue, SOME)]
    assert found == [
        *(("service", name) for name in catalogue.services),
        *(("life_event", name) for name in catalogue.life_events),
        *(("agency", name) for name in catalogue.agencies),
    ]


def test_a_service_is_found_by_its_names_synonyms_and_faintly_by_its_agency(
    catalogue: Catalogue,
) -> None:
    kia = next(entry for entry in entries(catalogue, SOME) if entry.id == "disdukcapil-kia")
    weights = {phrase.text: phrase.weight for phrase in kia.phrases}
    assert weights[catalogue.services["disdukcapil-kia"].short_id] == NAME
    assert OF_AGENCY < weights["kartu bocah"] < NAME
    assert Phrase(catalogue.agencies["disdukcapil"].short, OF_AGENCY) in kia.phrases
