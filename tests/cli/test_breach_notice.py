"""The morning after: who must be told, by when, in which words."""

import csv
from pathlib import Path

import pytest

from diwan.__main__ import main


@pytest.mark.django_db
def test_the_list_the_letters_and_the_hours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from diwan.kernel import clock
    from diwan.people import public as people

    owner = people.create_person(email="owner@garden.example", display_name="Owner", language="ar", at=clock.now())
    people.create_community(
        owner=owner, slug="garden", name_ar="بستان", name_en="Garden", currency="USD", timezone="Asia/Amman",
        language="ar", is_public=True, at=clock.now(),
    )  # fmt: skip
    people.create_person(email="elsewhere@nowhere.example", display_name="Stranger", language="en", at=clock.now())
    said = ["--known", "2026-11-22T09:30+03:00", "--what", "e-mail addresses", "-o", str(tmp_path / "notice")]
    assert main(["breach-notice", *said, "--community", "garden"]) == 0
    text = (tmp_path / "notice" / "people.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows == [["email", "language"], ["owner@garden.example", "ar"]]
    assert "e-mail addresses" in (tmp_path / "notice" / "letter-en.txt").read_text()
    assert "2026-11-23 09:30" in capsys.readouterr().out
    assert main(["breach-notice", *said]) == 2, "a folder that holds something is not written over"


@pytest.mark.django_db
def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    said = ["--known", "yesterday", "--what", "x", "-o", str(tmp_path / "notice")]
    assert main(["breach-notice", *said]) == 2
    assert not (tmp_path / "notice").exists()
