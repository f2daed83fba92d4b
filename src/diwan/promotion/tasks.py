"""Jobs of this room: thin, safe to run twice. The schedule hands them the instant."""

from datetime import datetime, timedelta

from diwan.kernel import schedule
from diwan.promotion.actions.keep_referral import review_referrals
from diwan.promotion.actions.record_sighting import forget_salts


@schedule.job("promotion.forget_salts", every=timedelta(hours=1))
def forget(at: datetime) -> None:
    forget_salts(at=at)


@schedule.job("promotion.review_referrals", every=timedelta(days=1))
def review(at: datetime) -> None:
    review_referrals(at=at)
