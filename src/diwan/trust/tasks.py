from datetime import datetime, timedelta

from diwan.kernel import schedule
from diwan.trust.actions.lift_sanction import end_sanctions
from diwan.trust.automatic.actions.keep_rules import forget_marks
from diwan.trust.bench.actions.tell_watch import widen_reports
from diwan.trust.limits.pace import forget_counts
from diwan.trust.privacy.actions.run_erasures import run_due_erasures
from diwan.trust.privacy.actions.sweep_old_rows import sweep_old_rows
from diwan.trust.watch.find_suspicions import find_suspicions_everywhere


@schedule.job("trust.end_sanctions", every=timedelta(hours=1))
def end_sanctions_whose_term_is_over(at: datetime) -> None:
    end_sanctions(at=at)


@schedule.job("trust.forget_counts", every=timedelta(minutes=10))
def forget_counts_whose_time_is_over(at: datetime) -> None:
    forget_counts(at=at)


@schedule.job("trust.forget_marks", every=timedelta(hours=1))
def forget_marks_of_old_texts(at: datetime) -> None:
    forget_marks(at=at)


@schedule.job("trust.widen_reports", every=timedelta(hours=1))
def tell_everybody_of_reports_that_wait(at: datetime) -> None:
    widen_reports(at=at)


@schedule.job("trust.find_suspicions", every=timedelta(days=1))
def look_for_shapes(at: datetime) -> None:
    find_suspicions_everywhere(at=at)


@schedule.job("trust.erase", every=timedelta(hours=1))
def erase_whoever_asked(at: datetime) -> None:
    run_due_erasures(at=at)


@schedule.job("trust.sweep", every=timedelta(days=1))
def sweep_what_had_its_time(at: datetime) -> None:
    sweep_old_rows(at=at)
