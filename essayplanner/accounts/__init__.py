"""Accounts: who a person is. What they may do belongs to the rooms above."""
