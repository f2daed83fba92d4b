from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.files.storage import default_storage

from diwan.commerce.budget.errors import NoSuchPaper
from diwan.commerce.budget.models.budget import Budget
from diwan.commerce.budget.models.cost_paper import CostPaper
from diwan.commerce.models.cost import Cost
from diwan.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class SpentView:
    """One cost as it is in the books, with its receipts (paper id, webp or pdf)."""

    id: int
    amount_minor: int
    spent_date: date
    note: str
    papers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class BudgetLineView:
    """One name: what was planned, what was spent, minor units, and the costs themselves."""

    actual: str
    planned_minor: int
    spent_minor: int
    costs: tuple[SpentView, ...]


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A month. `published_at` None: only the keepers of the till see it."""

    period: str
    note: str
    published_at: datetime | None
    lines: tuple[BudgetLineView, ...]

    @property
    def planned_minor(self) -> int:
        return sum(line.planned_minor for line in self.lines)

    @property
    def spent_minor(self) -> int:
        return sum(line.spent_minor for line in self.lines)

    @property
    def without_paper_count(self) -> int:
        return sum(1 for line in self.lines for cost in line.costs if not cost.papers)


def get_budget(*, community_id: int, period: str) -> BudgetView:
    """A month's budget beside what was spent in it; a month nobody planned has its costs alone."""
    label = Period(period).label
    budget = Budget.objects.filter(community=community_id, period=label).first()
    planned = dict(budget.lines.values_list("actual", "planned_minor")) if budget else {}
    spent = _spent(community_id, Period(label))
    names = sorted({*planned, *spent}, key=lambda name: (-planned.get(name, 0), name))
    return BudgetView(
        period=label,
        note=budget.note if budget else "",
        published_at=budget.published_at if budget else None,
        lines=tuple(_line(name, planned.get(name, 0), spent.get(name, [])) for name in names),
    )


def list_published(*, community_id: int) -> list[str]:
    """The months whose budget members may see, newest first."""
    rows = Budget.objects.filter(community=community_id, published_at__isnull=False)
    return list(rows.order_by("-period").values_list("period", flat=True))


def get_paper(*, paper_id: int, community_id: int, is_keeper: bool) -> Path:
    """A receipt's file: for keepers, and for members once its month is published. Raises NoSuchPaper for all else."""
    row = CostPaper.objects.select_related("cost").filter(pk=paper_id, cost__community=community_id).first()
    if row is None or not (is_keeper or _month_of(row.cost) in list_published(community_id=community_id)):
        raise NoSuchPaper
    return Path(default_storage.path(row.file))


def _month_of(cost: Cost) -> str:
    return f"{cost.booked_date:%Y-%m}"


def _spent(community_id: int, month: Period) -> dict[str, list[SpentView]]:
    rows = Cost.objects.filter(
        community=community_id, booked_date__gte=month.first_date(), booked_date__lte=month.last_date()
    )
    found: dict[str, list[SpentView]] = defaultdict(list)
    for row in rows.prefetch_related("papers").order_by("spent_date", "pk"):
        papers = tuple((paper.pk, paper.file.rpartition(".")[2]) for paper in row.papers.all())
        found[row.actual].append(SpentView(row.pk, row.amount_minor, row.spent_date, row.note, papers))
    return found


def _line(name: str, planned_minor: int, costs: list[SpentView]) -> BudgetLineView:
    return BudgetLineView(name, planned_minor, sum(cost.amount_minor for cost in costs), tuple(costs))
