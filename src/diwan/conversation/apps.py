from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "diwan.conversation"
    label = "conversation"
