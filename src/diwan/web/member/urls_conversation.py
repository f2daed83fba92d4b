"""Chat rooms and direct messages."""

from django.urls import path

from diwan.web.member.views import conversation, conversation_messages, conversation_people, conversations

urlpatterns = [
    path("talk/", conversations.conversations, name="conversations"),
    path("talk/new/", conversations.new_conversation, name="new_conversation"),
    path("talk/to/<int:membership_id>/", conversations.pair, name="pair"),
    path("talk/settings/", conversation_people.settings, name="talk_settings"),
    path("talk/presence/", conversation_people.presence, name="presence"),
    path("talk/blocks/<int:membership_id>/", conversation_people.block, name="block"),
    path("talk/blocks/<int:membership_id>/withdrawal/", conversation_people.block_withdrawal, name="block_withdrawal"),
    path("talk/<int:conversation_id>/", conversation.conversation, name="conversation"),
    path("talk/<int:conversation_id>/messages/", conversation.messages, name="messages"),
    path("talk/<int:conversation_id>/reading/", conversation.reading, name="conversation_reading"),
    path("talk/<int:conversation_id>/quiet/", conversation.quiet, name="conversation_quiet"),
    path("talk/<int:conversation_id>/leaving/", conversation.leaving, name="conversation_leaving"),
    path("talk/messages/<int:message_id>/", conversation_messages.place, name="message"),
    path("talk/messages/<int:message_id>/edit/", conversation_messages.edit, name="edit_message"),
    path("talk/messages/<int:message_id>/history/", conversation_messages.history, name="message_history"),
    path("talk/messages/<int:message_id>/deletion/", conversation_messages.deletion, name="message_deletion"),
    path("talk/messages/<int:message_id>/restoration/", conversation_messages.restoration, name="message_restoration"),
    path("talk/messages/<int:message_id>/marks/", conversation_messages.mark, name="message_mark"),
    path(
        "talk/messages/<int:message_id>/marks/withdrawal/",
        conversation_messages.mark_withdrawal,
        name="message_mark_withdrawal",
    ),
    path("talk/messages/<int:message_id>/report/", conversation_messages.report, name="message_report"),
    path("talk/pictures/<slug:picture_name>.webp", conversation_messages.picture, name="talk_picture"),
    path("s/<slug:space>/chat/", conversations.room, name="room"),
]
