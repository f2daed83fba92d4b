"""Feeds, site map, share cards: what machines and passers-by read."""

from django.urls import path

from diwan.web.visitor.views import cards, sitemap, syndication

urlpatterns = [
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap.part, name="sitemap_part"),
    path("c/<slug:slug>/rss.xml", syndication.rss, name="rss"),
    path("c/<slug:slug>/atom.xml", syndication.atom, name="atom"),
    path("c/<slug:slug>/s/<slug:space>/rss.xml", syndication.rss, name="space_rss"),
    path("c/<slug:slug>/s/<slug:space>/atom.xml", syndication.atom, name="space_atom"),
    path("c/<slug:slug>/card.png", cards.card, name="card"),
    path("c/<slug:slug>/t/<int:post_id>/card.png", cards.thread_card, name="thread_card"),
]
