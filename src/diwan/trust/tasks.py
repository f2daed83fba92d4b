from datetime import datetime, timedelta

from diwan.kernel import schedule
from diwan.trust.actions.lift_sanction import end_sanctions


@schedule.job("trust.end_sanctions", every=timedelta(hours=1))
def end_sanctions_whose_term_is_over(at: datetime) -> None:
    end_sanctions(at=at)
