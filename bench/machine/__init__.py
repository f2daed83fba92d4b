"""G1: a seeded machine that moves money through the doors of the rooms, beside a model that shares no code with them.

`model_*` know nothing of Diwan: dictionaries, integers and their own arithmetic. `doors` does the same deeds through
the public doors. `ledger_audit` reads the tables by SQL alone. `run` draws deeds, does each twice (here and there) and
compares.
"""
