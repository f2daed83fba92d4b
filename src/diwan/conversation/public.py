"""The door of `conversation`."""
