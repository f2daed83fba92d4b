"""Votes of the dump, which say neither who nor the hour: evidence by nobody in particular, and acceptance."""

from diwan.gathering import public as gathering
from diwan.gathering.errors import GatheringError
from diwan.moving.importers.stackexchange.arrivals import Arrivals
from diwan.moving.importers.stackexchange.dump import Row

UP, DOWN, ACCEPTED = "2", "3", "1"
# Diwan has no vote against a person's text: what was voted down there reads "did not work" here. Neither has value.
EVIDENCE = {UP: "helped_me", DOWN: "did_not_work"}


def bring_votes(arrivals: Arrivals) -> None:
    """Up and down as evidence without a name, acceptance as acceptance; what else a vote may be is left out."""
    for row in arrivals.rows("Votes"):
        kind, target = row["VoteTypeId"], arrivals.ref(row["PostId"])
        if kind not in (*EVIDENCE, ACCEPTED):
            arrivals.report.skip(f"vote of type {kind}")
        elif target is None:
            arrivals.report.skip("vote on a post that is not here")
        elif kind == ACCEPTED:
            _accept(arrivals, row)
        else:
            _vote(arrivals, row, target, EVIDENCE[kind])


def _vote(arrivals: Arrivals, row: Row, target: str, kind: str) -> None:
    origin = arrivals.origin(f"vote:{row['Id']}", row.moment("CreationDate"))
    try:
        gathering.import_vote(**origin, target=target, kind=kind)
    except GatheringError as error:
        arrivals.report.skip(f"vote refused: {error.code}")
    else:
        arrivals.count("votes", f"vote:{row['Id']}")


def _accept(arrivals: Arrivals, row: Row) -> None:
    place = arrivals.answers.get(row["PostId"])
    if place is None:
        arrivals.report.skip("acceptance of what is not an answer")
        return
    post_id, comment_id = place
    if post_id in arrivals.decided:
        arrivals.report.skip("already here")
        return
    gathering.import_acceptance(
        community_id=arrivals.community_id, post_id=post_id, comment_id=comment_id, at=row.moment("CreationDate")
    )
    arrivals.decided.add(post_id)
    arrivals.report.store("accepted")
