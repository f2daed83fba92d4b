"""The arithmetic of fairness: pure functions on whole numbers. Start reading at settle.py."""
