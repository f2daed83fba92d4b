from datetime import datetime, timedelta

from diwan.kernel import schedule
from diwan.trust.actions.lift_sanction import end_sanctions
from diwan.trust.limits.pace import forget_counts


@schedule.job("trust.end_sanctions", every=timedelta(hours=1))
def end_sanctions_whose_term_is_over(at: datetime) -> None:
    end_sanctions(at=at)


@schedule.job("trust.forget_counts", every=timedelta(minutes=10))
def forget_counts_whose_time_is_over(at: datetime) -> None:
    forget_counts(at=at)
