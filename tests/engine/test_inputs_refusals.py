"""Wrong inputs are refused with the place, a code and words; nothing wrong is passed over in silence."""

from typing import Any

import pytest

from diwan.engine.public import InputsError, parse_inputs, parse_plan, reverse

Document = dict[str, Any]
PLAN = parse_plan(
    {
        "plan": "p", "version": 1, "currency": "SAR", "period": "month",
        "waterfalls": [
            {"name": "w", "from": ["tip"], "lines": [
                {"name": "b", "take": {"bps": 1}, "to": "pool:bounties"},
                {"name": "a", "take": "rest", "to": "pool:direct"},
            ]},
        ],
        "pools": {"direct": {"rule": "directed"}, "bounties": {"rule": "bounty"}},
    }
)  # fmt: skip
TIP = {"id": "t1", "payer": "ana", "kind": "tip", "gross": 100, "tax": 5, "fee": 5}


def tip(**changes: Any) -> Document:
    return {"receipts": [TIP | changes]}


def without(key: str) -> Document:
    return {"receipts": [{name: value for name, value in TIP.items() if name != key}]}


REFUSED: list[tuple[Any, str, str]] = [
    ([], "", "not_a_mapping"),
    ({"receipt": []}, "receipt", "unknown_key"),
    ({"seed": 5}, "seed", "not_text"),
    ({"receipts": {}}, "receipts", "not_a_list"),
    ({"receipts": [TIP, TIP]}, "receipts[1].id", "duplicate_receipt"),
    ({"receipts": ["t1"]}, "receipts[0]", "not_a_mapping"),
    (tip(kind="sale"), "receipts[0].kind", "untaken_kind"),
    (tip(kind="gift"), "receipts[0].kind", "untaken_kind"),
    (tip(gross=9), "receipts[0].gross", "gross_too_small"),
    (tip(fee=-1), "receipts[0].fee", "out_of_range"),
    (tip(tax=1.0), "receipts[0].tax", "not_whole"),
    (tip(gross=False), "receipts[0].gross", "not_whole"),
    (tip(gross="100"), "receipts[0].gross", "not_whole"),
    (tip(payer=""), "receipts[0].payer", "not_text"),
    (tip(payer="acct:owner"), "receipts[0].payer", "not_a_person"),
    (tip(to="acct:owner"), "receipts[0].to", "not_a_person"),
    (tip(net=5), "receipts[0].net", "unknown_key"),
    (without("gross"), "receipts[0].gross", "missing"),
    (without("payer"), "receipts[0].payer", "missing"),
    ({"actuals": {"hosting": -1}}, "actuals.hosting", "out_of_range"),
    ({"members": {"ana": {"status": "banned"}}}, "members.ana.status", "not_a_choice"),
    ({"members": {"ana": {"trust": -1}}}, "members.ana.trust", "out_of_range"),
    ({"members": {"acct:x": {}}}, "members.acct:x", "not_a_person"),
    ({"members": {" ": {}}}, "members. ", "not_text"),
    ({"members": []}, "members", "not_a_mapping"),
    ({"persons": {"ana2": 5}}, "persons.ana2", "not_text"),
    ({"persons": {"ana2": "acct:owner"}}, "persons.ana2", "not_a_person"),
    ({"signals": {"value": {}}}, "signals.value", "not_a_list"),
    ({"signals": {"value": [["a", "b", 1], ["a", "b"]]}}, "signals.value[1]", "bad_edge"),
    ({"signals": {"value": ["abc"]}}, "signals.value[0]", "bad_edge"),
    ({"signals": {"value": [["a", "b", True]]}}, "signals.value[0]", "bad_edge"),
    ({"signals": {"value": [["a", "b", -1]]}}, "signals.value[0]", "bad_edge"),
    ({"signals": {"value": [["a", "b", 1.0]]}}, "signals.value[0]", "bad_edge"),
    ({"signals": {"value": [["a", "b", 10**18 + 1]]}}, "signals.value[0]", "bad_edge"),
    ({"signals": {"value": [["a", "acct:owner", 1]]}}, "signals.value[0]", "not_a_person"),
    ({"signals": {"value": [[[], "a", 1]]}}, "signals.value[0]", "not_text"),
    ({"points": {"hours": {"ana": -1}}}, "points.hours.ana", "out_of_range"),
    ({"points": {"hours": {"acct:tax": 1}}}, "points.hours.acct:tax", "not_a_person"),
    ({"claims": {"stewards": []}}, "claims.stewards", "unknown_pool"),
    ({"claims": {"direct": []}}, "claims.direct", "no_claims_here"),
    ({"claims": {"bounties": [["ana", 1, 2]]}}, "claims.bounties[0]", "bad_claim"),
    ({"claims": {"bounties": [["ana", 1.5]]}}, "claims.bounties[0][1]", "not_whole"),
    ({"referrals": {"ana": None}}, "referrals.ana", "not_text"),
]


@pytest.mark.parametrize(("document", "place", "code"), REFUSED, ids=[f"{row[1]}-{row[2]}" for row in REFUSED])
def test_wrong_inputs_name_their_wrong_place(document: Any, place: str, code: str) -> None:
    with pytest.raises(InputsError) as refusal:
        parse_inputs(document, PLAN)
    assert (refusal.value.place, refusal.value.code) == (place, code)


def test_remarks_and_empty_values_are_no_error() -> None:
    inputs = parse_inputs({"_note": 1.5, "seed": "", "receipts": [TIP | {"to": None}]}, PLAN)
    assert (inputs.seed, inputs.receipts[0].to, inputs.receipts[0].net) == ("", None, 90)


def test_reversing_a_receipt_that_never_was_is_refused() -> None:
    with pytest.raises(InputsError, match="'t2'") as refusal:
        reverse(PLAN, parse_inputs({"receipts": [TIP]}, PLAN), ["t1", "t2"])
    assert refusal.value.code == "unknown_receipt"
