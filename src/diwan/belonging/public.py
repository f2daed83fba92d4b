"""The door of `belonging`."""
