from diwan.distribution.actions.context import Close
from diwan.distribution.models import Snapshot
from diwan.distribution.snapshot import gather
from diwan.engine.public import canonical_json, fingerprint


def take_snapshot(close: Close) -> None:
    """Store the month's inputs as canonical JSON with their hash. From here on the books are not read for shares.

    Raises CloseStopped when the books hold something the plan cannot take.
    """
    gathered = gather(row=close.row, community=close.community, plan=close.plan, settlement=close.settlement_id)
    close.read(gathered.document)
    gathered.pseudonyms.save(close.row)
    Snapshot.objects.create(
        period=close.row,
        document=canonical_json(gathered.document).decode(),
        snapshot_hash=fingerprint(gathered.document),
        taken_at=close.at,
    )
