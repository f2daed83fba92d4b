"""One person with several accounts is one person, everywhere."""

from diwan.engine.identities import merge_identities
from diwan.engine.inputs import Inputs, Member, Receipt
from diwan.engine.plan import Who

PERSONS = {"ana2": "ana", "ben1": "ben", "ben2": "ben"}
INPUTS = Inputs(
    seed="s",
    receipts=(Receipt("r", "ana2", "tip", 10, 0, 0, "ben1"), Receipt("q", "cyd", "tip", 10, 0, 0)),
    actuals={},
    members={
        "ana": Member(trust=1),
        "ana2": Member(trust=9, suspended=True),
        "ben1": Member(trust=1, tenure=90, roles=frozenset({"lead"})),
        "ben2": Member(trust=2, tenure=10, roles=frozenset({"mod"})),
    },
    persons=PERSONS,
    signals={"value": (("ana", "ben1", 1), ("ana2", "ben2", 2), ("ana", "ana2", 5), ("cyd", "ana2", 0))},
    points={"hours": {"ana": 1, "ana2": 2}},
    claims={"pool": (("ben1", 5), ("ben2", 6))},
    referrals={"ana2": "zoe", "ana": "cyd", "ben2": "zoe", "ben1": "ben2", "cyd": "ana2"},
)
FACTS = merge_identities(INPUTS)


def test_every_id_is_replaced() -> None:
    assert [(receipt.payer, receipt.to) for receipt in FACTS.receipts] == [("ana", "ben"), ("cyd", None)]
    assert FACTS.points == {"hours": {"ana": 3}}
    assert FACTS.claims == {"pool": {"ben": 11}}
    assert FACTS.claims_on("other", [("ben1", 1), ("ben", 1)]) == {"ben": 2}


def test_rows_between_the_same_two_persons_add_up_and_edges_to_oneself_vanish() -> None:
    assert FACTS.signals == {"value": {"ana": {"ben": 3}}}


def test_a_person_has_one_referrer_and_it_is_never_the_person() -> None:
    assert FACTS.referrers == {"ana": "cyd", "ben": "zoe", "cyd": "ana"}


def test_the_own_record_of_a_person_holds() -> None:
    assert FACTS.members["ana"] == Member(trust=1)
    assert FACTS.may("ana", Who(trust=1))
    assert not FACTS.may("ana", Who(trust=2))


def test_a_person_known_only_through_accounts_has_their_standing_joined() -> None:
    assert FACTS.members["ben"] == Member(trust=2, tenure=90, roles=frozenset({"lead", "mod"}))
    assert set(FACTS.members) == {"ana", "ben"}
    assert FACTS.may("ben", Who(trust=2, tenure=90, roles=("mod", "owner")))
    assert not FACTS.may("ben", Who(roles=("owner",)))


def test_a_stranger_has_no_trust_but_passes_an_open_gate() -> None:
    assert FACTS.may("nobody", Who())
    assert not FACTS.may("nobody", Who(tenure=1))
