"""Moderation. A decision, a lifting and an answer are nouns with a record."""

from django.urls import path

from diwan.web.steward.views import appeals, reports

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/decided/", reports.decided, name="decided_reports"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/decision/", reports.decision, name="report_decision"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:appeal_id>/decision/", appeals.appeal_decision, name="appeal_decision"),
    path("sanctions/<int:sanction_id>/lifting/", appeals.lifting, name="sanction_lifting"),
]
