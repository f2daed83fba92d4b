"""Text as people read it: figures, money, dates and the direction of words. Pure functions; nothing here reads a clock."""
