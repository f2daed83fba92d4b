"""Text as people read it: figures, money, dates and the direction of words. Pure; nothing reads a clock."""
