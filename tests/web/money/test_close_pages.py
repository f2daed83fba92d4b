"""The rite through its pages: preview before publication, losers first, an owner's waiver, objections by two others."""

from diwan.distribution import public as distribution

from .conftest import NOW, House


def stage(house: House, month: str) -> str:
    return distribution.get_period(community_id=house.community.pk, period=month).stage


def test_a_month_is_previewed_published_waived_and_sealed(house: House) -> None:
    month, owner = house.open_month(), house.client("owner")
    here = house.url(f"periods/{month}/")
    assert owner.post(f"{here}closure/").status_code == 302
    assert stage(house, month) == "previewed"
    page = owner.get(here).content.decode()
    assert "Who gets less, first" in page
    assert "Huda of garden" in page
    assert owner.post(f"{here}publication/").status_code == 302
    assert stage(house, month) == "published"
    assert owner.post(f"{here}posting/", {}).status_code == 422
    assert stage(house, month) == "published"
    assert owner.post(f"{here}posting/", {"waive": "on"}).status_code == 302
    assert stage(house, month) == "sealed"


def test_a_treasurer_cannot_waive_the_window(house: House) -> None:
    month = house.open_month()
    house.client("owner").post(house.url(f"periods/{month}/closure/"))
    house.client("owner").post(house.url(f"periods/{month}/publication/"))
    answer = house.client("treasurer").post(house.url(f"periods/{month}/posting/"), {"waive": "on"})
    assert answer.status_code == 422
    assert stage(house, month) == "published"


def test_a_month_nobody_opened_is_not_opened_by_its_address(house: House) -> None:
    house.open_month()
    for label in ("2031-01", "1999-12", "nonsense"):
        assert house.client("owner").post(house.url(f"periods/{label}/closure/")).status_code == 404
    assert len(distribution.list_periods(community_id=house.community.pk)) == 1


def test_two_people_who_took_no_part_decide_an_objection(house: House) -> None:
    month = house.open_month()
    for step in ("closure", "publication"):
        house.client("owner").post(house.url(f"periods/{month}/{step}/"))
    raised = distribution.raise_objection(
        community_id=house.community.pk, period=month, party=house.huda.party_id, line="", text="Too little", at=NOW
    )
    address = house.url(f"objections/{raised.id}/")
    verdict = {"decision": "accepted", "correction": "2", "reason": "A tip was missed"}
    assert b"You took part" in house.client("owner").get(address).content
    assert house.client("owner").post(address, verdict).status_code == 422
    assert house.client("treasurer").post(address, verdict).status_code == 302
    found = distribution.get_objection(community_id=house.community.pk, objection_id=raised.id)
    assert found.status == "open"
    assert house.client("steward").post(address, verdict).status_code == 302
    found = distribution.get_objection(community_id=house.community.pk, objection_id=raised.id)
    assert (found.status, found.correction_minor) == ("accepted", 200)


def test_the_desk_and_its_objections_are_not_there_for_others(house: House, neighbours: House) -> None:
    month = house.open_month()
    for step in ("closure", "publication"):
        house.client("owner").post(house.url(f"periods/{month}/{step}/"))
    raised = distribution.raise_objection(
        community_id=house.community.pk, period=month, party=house.huda.party_id, line="", text="Too little", at=NOW
    )
    for rest in (f"periods/{month}/", f"objections/{raised.id}/"):
        assert house.client("layla").get(house.url(rest)).status_code == 403
        assert neighbours.client("owner").get(house.url(rest)).status_code == 403
        assert neighbours.client("owner").get(neighbours.url(rest)).status_code == 404
        assert house.client("").get(house.url(rest)).status_code == 302
    assert house.client("steward").post(house.url(f"periods/{month}/posting/"), {"waive": "on"}).status_code == 403
    assert house.client("layla").post(house.url(f"periods/{month}/closure/")).status_code == 403
