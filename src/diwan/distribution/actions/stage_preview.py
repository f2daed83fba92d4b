from diwan.distribution.actions.context import Close
from diwan.distribution.queries.preview import preview_of


def preview_period(close: Close) -> None:
    """Compare the result with last month's and with what the plan before this one would have given; keep the figures.

    They are shown to whoever decides to publish, losers first, and stay with the month as what was known then.
    """
    seen = preview_of(close.row)
    close.row.settlement.preview = {
        "previous_period": seen.previous_period,
        "previous_plan_version": seen.previous_plan_version,
        "gainer_count": seen.gainer_count,
        "loser_count": seen.loser_count,
        "largest_loss_minor": seen.largest_loss_minor,
        "gini_bp": seen.gini_bp,
    }
    close.row.settlement.save(update_fields=["preview"])
