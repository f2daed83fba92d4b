"""Rules, detectors, rota and second looks."""

from django.urls import path

from diwan.web.steward.views import reports, safety, safety_bench, safety_watch

urlpatterns = [
    path("reports/next/", reports.next_report, name="next_report"),
    path("reports/several/", reports.several, name="several_reports"),
    path("proposals/", safety_bench.proposals, name="proposals"),
    path("proposals/<int:proposal_id>/approval/", safety_bench.approval, name="proposal_approval"),
    path("proposals/<int:proposal_id>/refusal/", safety_bench.refusal, name="proposal_refusal"),
    path("duty/", safety_bench.duty, name="duty"),
    path("duty/<str:week>/<int:membership_id>/leaving/", safety_bench.duty_leaving, name="duty_leaving"),
    path("blind/", safety_bench.blind, name="blind"),
    path("watch/", safety_watch.watch, name="watch"),
    path("watch/<int:suspicion_id>/look/", safety_watch.look, name="suspicion_look"),
    path("rules/", safety.house_rules, name="house_rules"),
    path("rules/settings/", safety.rule_settings, name="rule_settings"),
    path("rules/words/", safety.words, name="rule_words"),
    path("rules/words/<int:words_id>/removal/", safety.words_removal, name="words_removal"),
]
