"""The door of the budget: what is planned, what was spent, and the receipts."""

from diwan.commerce.budget.actions.attach_paper import attach_paper
from diwan.commerce.budget.actions.plan_budget import plan_budget
from diwan.commerce.budget.actions.publish_budget import publish_budget
from diwan.commerce.budget.errors import NoSuchPaper
from diwan.commerce.budget.queries.budgets import BudgetView, get_budget, get_paper, list_published

__all__ = [
    "BudgetView",
    "NoSuchPaper",
    "attach_paper",
    "get_budget",
    "get_paper",
    "list_published",
    "plan_budget",
    "publish_budget",
]
