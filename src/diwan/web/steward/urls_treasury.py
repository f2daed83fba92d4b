"""Treasury, budget, bank statements, payout files."""

from django.urls import path

from diwan.web.steward.views import statements, treasury

urlpatterns = [
    path("treasury/", treasury.treasury, name="treasury"),
    path("treasury/budget/<str:period>/", treasury.budget_plan, name="budget_plan"),
    path("treasury/budget/<str:period>/publication/", treasury.publication, name="budget_publication"),
    path("treasury/budget/<str:period>/costs/<int:cost_id>/receipts/", treasury.cost_papers, name="cost_papers"),
    path("payouts/source/", statements.source, name="payout_source"),
    path("payouts/statements/", statements.statements, name="payout_statements"),
    path("payouts/statements/<int:statement_id>/", statements.statement, name="payout_statement"),
    path(
        "payouts/statements/<int:statement_id>/application/",
        statements.application,
        name="payout_statement_application",
    ),
]
