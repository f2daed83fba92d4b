"""The published budget and its receipts; one's own payouts."""

from django.urls import path

from diwan.web.member.views import budget, payout_method

urlpatterns = [
    path("budget/", budget.budget, name="budget"),
    path("budget/<str:period>/", budget.budget_month, name="budget_month"),
    path("budget/receipts/<int:paper_id>/", budget.cost_paper, name="cost_paper"),
    path("payout-method/identity/", payout_method.identity, name="payout_identity"),
    path("payout-method/gifts/", payout_method.donation, name="payout_donation"),
    path(
        "payout-method/gifts/<int:donation_id>/withdrawal/",
        payout_method.donation_withdrawal,
        name="payout_donation_withdrawal",
    ),
]
